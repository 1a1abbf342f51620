"""A pasted plan falls into its sections; nothing of it gets lost."""

from __future__ import annotations

from jiaoyan_desktop.domain.draft_text import sections_of
from jiaoyan_desktop.domain.preparation import ProcessStep

PLAN = """《山行》教案
一、教学目标
1. 会写“径、斜、枫”等5个生字。
2. 有感情地朗读并背诵课文。
教学重点：理解诗意。
【教学难点】想象画面
（一）导入
出示枫叶图。
四、 教学过程：
环节\t教师活动\t学生活动\t设计意图
导入\t出示图。\t说一说\t激发兴趣
品读\t抓“远上”追问。\t自读
五、板书设计
山行　杜牧
"""


def test_a_plan_is_taken_apart_by_its_headings():
    sections = sections_of(PLAN)
    assert [section.heading for section in sections] == ["", "教学目标", "教学重点", "教学难点", "教学过程", "板书设计"]
    assert sections[0].text == "《山行》教案"
    assert sections[1].text.startswith("1. 会写") and "背诵课文" in sections[1].text
    assert sections[2].text == "理解诗意。"
    assert sections[3].text == "想象画面\n（一）导入\n出示枫叶图。"
    assert sections[5].text == "山行　杜牧"


def test_rows_of_a_pasted_table_become_steps_without_its_title_row():
    process = sections_of(PLAN)[4]
    assert process.steps == (
        ProcessStep(step="导入", teacher="出示图。", students="说一说", intent="激发兴趣"),
        ProcessStep(step="品读", teacher="抓“远上”追问。", students="自读"),
    )


def test_a_numbered_sentence_is_no_heading():
    assert [section.heading for section in sections_of("教学目标\n一、会读，会写。\n二、能背诵。")] == ["教学目标"]


def test_five_columns_lose_nothing():
    (section,) = sections_of("教学过程\n导入\t甲\t乙\t丙\t丁")
    assert section.steps[0].intent == "丙 丁"


def test_no_text_gives_no_sections():
    assert sections_of(" \n ") == ()
