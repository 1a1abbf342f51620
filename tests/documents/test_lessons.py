"""Lesson plans in the layouts that teachers really use come out as facts, sections and steps."""

from __future__ import annotations

from datetime import datetime

import pytest

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents import lessons
from jiaoyan_desktop.documents.forms_source import FolderForms
from jiaoyan_desktop.documents.lessons import parse, read_lesson
from jiaoyan_desktop.documents.packs import load_pack
from jiaoyan_desktop.documents.templates import load_sample, open_template
from jiaoyan_desktop.errors import UserError
from tests.documents.lesson_files import SAMPLES, plan, read, steps, texts


def test_the_plan_in_a_table():
    lesson = read_lesson(SAMPLES / "教案_A案_山行_王秀兰.docx")
    assert lesson.title == "《山行》教学设计" and lesson.notes == ()
    assert [(fact.key, fact.label, fact.value) for fact in lesson.facts] == [
        ("topic", "课题", "《山行》（古诗三首）"),
        ("periods", "课时", "1"),
        ("lead", "主备人", "王秀兰"),
        ("grade", "年级", "四（1）班"),
    ]
    assert texts(lesson) == [
        (
            "教学目标",
            "1.会写“径、斜、枫”等5个生字，读准“径”。\n2.有感情地朗读并背诵课文，想象诗中画面。\n3.体会诗人对秋天山林的喜爱。",
        ),
        ("教学重点", "朗读、背诵，想象画面。"),
        ("教学难点", "体会“停车坐爱枫林晚”的“爱”。"),
        ("教具准备", "枫叶图片、课件"),
        ("教学过程", "导入/初读/品读/背诵/作业"),
        ("板书设计", "山行\n远上 —— 白云 —— 枫林\n爱"),
        ("教学反思", ""),
    ]
    assert steps(lesson)[0] == ("导入", "出示枫叶图，提问：秋天的山里能看到什么？", "自由说", "激活经验")
    assert steps(lesson)[4] == ("作业", "1.背诵。2.画一画诗中的画面。", "", "分层")


def test_the_plan_in_paragraphs():
    lesson = read_lesson((SAMPLES / "教案_A案_分数的意义_陈志强.docx").read_bytes(), "分数的意义.docx")
    assert (lesson.title, lesson.file_name) == ("分数的意义", "分数的意义.docx")
    assert [(fact.key, fact.value) for fact in lesson.facts] == [
        *(("lead", "陈志强"), ("grade", "五年级"), ("periods", "第一课时"))
    ]
    assert texts(lesson) == [
        ("教学目标", "1．在具体情境中理解单位“1”，认识分数单位。\n2．经历操作、比较、概括的过程，培养数感。"),
        ("教学重点", "理解分数的意义。"),
        ("教学难点", "理解单位“1”可以是一个整体。"),
        ("教学准备", "圆片、小棒、练习纸"),
        (
            "教学过程",
            "（一）创设情境，引入新课（5分钟）/（二）动手操作，探究新知（20分钟）/（三）巩固练习（10分钟）/（四）全课小结（3分钟）",
        ),
        ("板书设计", "分数的意义  单位“1”  平均分  分数单位"),
        ("教学反思", ""),
    ]
    assert steps(lesson)[1][1].count("\n") == 1
    assert lesson.notes == ("教学过程没有分开写教师活动和学生活动，都先放在“教师活动”里。",)


def test_bold_headings_without_numbers():
    lesson = read("""*三年级数学教案
        *教学目标
        1. 认识周长。
        2. 会量周长。
        *教学重点：
        认识周长
        *教学过程
        *一、导入新课
        师：蚂蚁怎么爬？
        生：绕一圈。
        设计意图：激发兴趣。
        *二、布置作业
        第3页
        *板书设计
        周长""")
    assert lesson.title == "三年级数学教案"
    assert texts(lesson)[:2] == [("教学目标", "1. 认识周长。\n2. 会量周长。"), ("教学重点", "认识周长")]
    assert steps(lesson) == [
        ("一、导入新课", "师：蚂蚁怎么爬？\n生：绕一圈。", "", "激发兴趣。"),
        ("二、布置作业", "第3页", "", ""),
    ]
    assert texts(lesson)[-1] == ("板书设计", "周长")


def test_labels_of_a_step_say_whose_words_they_are():
    lesson = read("""六、教学过程：
        （一）新授
        【教师活动】讲
        再讲
        【学生活动】听
        【设计意图】懂
        又讲
        七、作业布置
        写字""")
    assert steps(lesson) == [("（一）新授", "讲\n再讲\n又讲", "听", "懂")]
    assert texts(lesson)[-1] == ("作业布置", "写字")


def test_numbers_that_begin_anew_inside_the_process_are_steps():
    lesson = read("""三、教学准备
        课件
        四、教学过程
        一、导入
        看
        二、新授
        讲
        三、练习
        四、小结
        五、布置作业
        抄
        五、板书设计
        图
        六、安全提示
        小心""")
    assert [name for name, *_ in steps(lesson)] == ["一、导入", "二、新授", "三、练习", "四、小结", "五、布置作业"]
    assert texts(lesson)[2:] == [("板书设计", "图"), ("安全提示", "小心")]


def test_several_periods():
    lesson = read("""*22 狼牙山五壮士
        教学目标：1.认识生字。
        教学重难点：体会精神
        课时安排：2课时
        *第一课时
        一、导入
        看
        *第二课时
        一、复习
        听写
        板书设计：
        壮士""")
    assert lesson.fact("periods") == "2课时"
    assert texts(lesson) == [
        *(("教学目标", "1.认识生字。"), ("教学重难点", "体会精神")),
        *(("第一课时", "一、导入"), ("第二课时", "一、复习"), ("板书设计", "壮士")),
    ]


def test_an_english_plan():
    lesson = read("""*Unit 3 My friends
        *Teaching aims:
        1. Students can say.
        *Teaching procedures:
        Step 1 Warm-up
        Sing a song.
        Step 2 Presentation
        T: Look!
        *Homework:
        Copy.
        *Blackboard design:
        My friends""")
    headings = ["Teaching aims", "Teaching procedures", "Homework", "Blackboard design"]
    assert [heading for heading, _ in texts(lesson)] == headings
    assert [name for name, *_ in steps(lesson)] == ["Step 1 Warm-up", "Step 2 Presentation"]


def test_key_and_hard_points_are_divided_only_where_that_is_sure():
    sure = read("一、教学重点、难点", "重点：读。难点：写。")
    assert texts(sure) == [("教学重点", "读。"), ("教学难点", "写。")]
    below = read("四、教学重难点", "教学重点：读", "教学难点：写", "五、教学方法", "讲授法")
    assert texts(below) == [("教学重点", "读"), ("教学难点", "写"), ("教学方法", "讲授法")]
    cell = read("| 课题 | 山行 |", "| 教学重难点 | 重点：读/难点：写 |", "| 教具 | 课件 |")
    assert texts(cell) == [("教学重点", "读"), ("教学难点", "写"), ("教具", "课件")]
    unsure = read("二、教学重点、难点", "读准字音，写好“径”。")
    assert texts(unsure) == [("教学重点、难点", "读准字音，写好“径”。")]


def test_process_beside_a_label_that_reaches_down():
    lesson = read("""| 课题 | 《山行》 | 课型 | 新授 |
        | 教学目标 | 会写字{3} |
        | 教学过程{1,3} | 环节 | 教师活动 | 学生活动 |
        | ~ | 导入 | 看图 | 说 |
        | ~ | 小结 | 问 | 答 |
        | 板书设计 | 山行{3} |
        | 安全提示 | 剪刀{3} |""")
    assert [(fact.label, fact.value) for fact in lesson.facts] == [("课题", "《山行》"), ("课型", "新授")]
    assert steps(lesson) == [("导入", "看图", "说", ""), ("小结", "问", "答", "")]
    assert texts(lesson)[-2:] == [("板书设计", "山行"), ("安全提示", "剪刀")]


def test_a_head_of_two_rows():
    lesson = read("""| 环节{1,2} | 师生活动{2} | 设计意图（二次备课）{1,2} |
        | ~ | 教师活动 | 学生活动 | ~ |
        | 导入 | 问 | 答 | 引 |""")
    assert steps(lesson) == [("导入", "问", "答", "引")] and lesson.notes == ()


def test_columns_of_other_names_are_told():
    lesson = read("""| 教学步骤 | 时间 | 教学内容 | 任务与评价 | 意图 |
        | 导入 | 5分钟 | 问 | 说清楚 | 引 |
        | 新授 | 20 | 讲 | | |""")
    assert steps(lesson) == [
        ("导入 5分钟", "问", "", "〔任务与评价〕说清楚\n引"),
        ("新授 〔时间〕20", "讲", "", ""),
    ]
    assert lesson.notes == ("“教学内容”这一栏放在“教师活动”里。",)


def test_without_a_column_of_steps_the_first_line_names_the_step():
    lesson = read("| 教师活动 | 学生活动 |", "| 一、导入/看图 | 说 |", "| 再看 | 再说 |")
    assert steps(lesson) == [("一、导入", "看图", "说", ""), ("", "再看", "再说", "")]


def test_the_whole_plan_in_one_column_beside_an_empty_one():
    lesson = read("| 教学过程 | 二次备课 |", "| 一、导入/看图/二、作业/背诵 | 加一个小游戏 |", "| 板书设计 | 山行 |")
    assert steps(lesson) == [("一、导入", "看图", "", ""), ("二、作业", "背诵\n〔二次备课〕加一个小游戏", "", "")]
    assert texts(lesson)[-1] == ("板书设计", "山行")


def test_rows_inside_the_process_that_are_more_than_steps():
    lesson = read(
        """| 环节 | 教师活动 | 学生活动 | 设计意图 |
        | 导入 | 问 | 答 | |
        | 二、拓展{4} |
        | 小结 | 总结 | 说 | |
        | 作业设计 | 抄写{3} |
        | 教学反思 | {3} |""",
        "备课组长签字：        日期：",
    )
    assert [name for name, *_ in steps(lesson)] == ["导入", "二、拓展", "小结"]
    assert texts(lesson)[1:] == [("作业设计", "抄写"), ("教学反思", "")]
    assert [fact.label for fact in lesson.facts] == ["备课组长签字", "日期"]


def test_a_label_with_rows_of_its_own_and_a_process_without_columns():
    lesson = read("""| 学科 | 语文 | 主备 | 王秀兰 |
        | 教学目标{1,2} | 知识 | 会写5个字{2} |
        | ~ | 情感 | 热爱{2} |
        | 教学重点 | 朗读 | 教学难点 | 想象 |
        | 教学过程{4} |
        | 导入 | 出示图片/提问{3} |
        | 板书 | 山行{3} |""")
    assert lesson.fact("subject") == "语文"
    assert texts(lesson)[:3] == [
        *(("教学目标", "知识\t会写5个字\n情感\t热爱"), ("教学重点", "朗读"), ("教学难点", "想象"))
    ]
    assert steps(lesson) == [("导入", "出示图片\n提问", "", "")]
    assert texts(lesson)[-1] == ("板书", "山行")


def test_the_whole_plan_in_one_cell():
    lesson = read("课题：分数", "| 教学目标：/会分/一、教学过程/（一）复习/口算/（二）新授/分一分/二、板书设计/分数 |")
    assert texts(lesson) == [("教学目标", "会分"), ("教学过程", "（一）复习/（二）新授"), ("板书设计", "分数")]


def test_a_table_that_is_content_stays_text_where_it_stands():
    lesson = read("一、教学过程", "（一）量一量", "| 姓名 | 长 | 宽 |", "| 小红 | 3 | 2 |", "再算一算。")
    assert steps(lesson) == [("（一）量一量", "姓名\t长\t宽\n小红\t3\t2\n再算一算。", "", "")]
    assert lesson.facts == ()


def test_unknown_parts_stay_as_they_stand():
    lesson = read("活动方案", "没有分栏的一段话。", "又一段。")
    assert (lesson.title, texts(lesson)) == ("活动方案", [("", "没有分栏的一段话。\n又一段。")])
    known = read("一、指导思想", "甲", "二、活动步骤与要求", "乙", "三、教学目标", "丙")
    assert texts(known) == [("指导思想", "甲"), ("活动步骤与要求", "乙"), ("教学目标", "丙")]


def test_facts_with_spaces_between_and_labels_nobody_foresaw():
    lesson = read("主 备 人：王秀兰    授课形式：新授　　年级：______", "教学目标：会读")
    assert [(fact.key, fact.label, fact.value) for fact in lesson.facts] == [
        *(("lead", "主备人", "王秀兰"), ("", "授课形式", "新授"), ("grade", "年级", ""))
    ]
    row = read("| 课题 | 山行 | 授课形式 | 新授 |", "| 教学目标 | 会读{3} |")
    assert [(fact.label, fact.value) for fact in row.facts] == [("课题", "山行"), ("授课形式", "新授")]


def test_two_lessons_in_one_file_are_told():
    lesson = read("课题：山行", "教学目标：会读", "课题：枫桥夜泊", "教学目标：会写")
    assert lesson.notes[0].startswith("这份文件里好像有2课（山行、枫桥夜泊）")


def test_a_plan_that_would_lose_a_word_is_kept_in_one_piece(monkeypatch):
    monkeypatch.setattr(lessons.Assembly, "put", lambda self, line: None)  # a reader with a hole in it
    lesson = read("课题：山行", "没有分栏的一段话。")
    assert texts(lesson) == [("", "课题：山行\n没有分栏的一段话。")] and lesson.facts == ()
    assert lesson.notes == ("这份教案的样子没有把握分栏，全文照原样放在一栏里。",)


def test_a_reader_that_takes_too_long_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(lessons, "_LONGEST_SECONDS", 0)
    path = tmp_path / "慢.docx"
    path.write_bytes(plan("教学目标"))
    with pytest.raises(UserError) as told:
        read_lesson(path)
    assert "没读完" in str(told.value) and told.value.field == "source"


def test_our_own_printed_plan_comes_back_as_it_went():
    source = FolderForms(paths.forms())
    form = next(item for item in load_pack(source, "lanxi-2025-spring").forms if item.id == "lesson-plan")
    sample = load_sample(source, form)
    lesson = parse(open_template(source, form).fill(sample, made_at=datetime(2025, 4, 3)).data, "山行.docx")
    assert "B案" in lesson.title and lesson.fact("topic") == "山行" and lesson.fact("lead") == "王秀兰"
    assert ("own", "第2稿") in [(fact.key, fact.value) for fact in lesson.facts]
    found = dict(texts(lesson))
    boxes = ("修改说明", "教学目标", "教学重点", "教学难点", "教学方法")
    assert {name: found[name] for name in boxes} == {name: sample.fields[name] for name in boxes}
    columns = ("环节", "教师活动", "学生活动", "设计意图")
    assert steps(lesson) == [tuple(row[name] for name in columns) for row in sample.rows["环节"]]
    for row in sample.rows["小标题"]:
        # How far the lines of a board drawing were moved in with blanks is not kept.
        lines = [line.strip("\u3000") for line in str(row["内容"]).split("\n")]
        assert found[str(row["小标题"])].split("\n") == lines
    assert lesson.notes == ()
