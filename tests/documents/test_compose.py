"""Documents that no template can hold: what they derive, what they leave to people, how they hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jiaoyan_desktop.documents.compose.prose import write_prose
from jiaoyan_desktop.documents.compose.registry import COMPOSERS
from jiaoyan_desktop.documents.compose.request import Request
from jiaoyan_desktop.documents.compose.summary import statistics_note
from jiaoyan_desktop.documents.compose.timetables import short_subject
from jiaoyan_desktop.documents.fields.scene import Scene
from jiaoyan_desktop.documents.fields.values import records_for, values_for
from jiaoyan_desktop.documents.form_values import FilledDocument, Picture
from jiaoyan_desktop.documents.layout import DocumentBuilder
from jiaoyan_desktop.documents.layout_schemes import scheme_for
from jiaoyan_desktop.domain.reporting import Answer
from jiaoyan_desktop.errors import UserError
from tests import builders as make
from tests.documents import report_world as world
from tests.documents.excel_files import opened
from tests.documents.office_files import assert_sound, body, lines, table_texts


def composed(form_id: str, scene: Scene | None = None) -> FilledDocument:
    """The form's document for its first record, checked for soundness."""
    scene = scene or world.scene()
    form = scene.pack.form(form_id)
    record = records_for(scene, form)[0]
    request = Request(
        scene=scene,
        form=form,
        record=record,
        values=values_for(scene, form, record),
        made_at=world.MADE_AT,
        pictures=lambda refs: [
            Picture(data=world.picture(), alt=ref.alt, caption=ref.caption) for ref in refs if ref.blob != "broken"
        ],
    )
    made = COMPOSERS[form.compose].make(request)
    assert_sound(made.data)
    return made


def words(form_id: str, scene: Scene | None = None) -> list[str]:
    """The paragraphs of a Word document, tables included."""
    return lines(body(composed(form_id, scene).data))


def grid(form_id: str, sheet: str, scene: Scene | None = None) -> list[tuple]:
    """The rows of one sheet."""
    return list(opened(composed(form_id, scene).data)[sheet].iter_rows(values_only=True))


def test_the_plan_has_the_eight_parts_in_their_order():
    told = words("plan")
    heads = [line for line in told if line[:2] in {f"{digit}、" for digit in "一二三四五六七八九"}]
    assert [head[2:] for head in heads] == [
        "指导思想", "总体目标", "基本原则", "主题范围", "活动开展", "活动安排", "材料上报", "保障措施",
    ]  # fmt: skip


def test_the_plan_names_its_basis_its_quotas_its_dates_and_its_materials():
    told = "\n".join(words("plan"))
    for basis in world.lanxi().basis:
        assert basis in told
    assert "校长每学期听评课不少于30节" in told and "每学期听课不少于60节" in told
    assert "时间：2025年3月1日至6月30日。" in told and "6月31日" not in told
    assert "6.“校际联研”教学研究活动参与回执。" in told and "全部材料于2025年6月8日前报送。" in told


def test_another_countys_number_changes_the_plans_words():
    scene = world.scene()
    scene = replace(scene, pack=scene.pack.with_overlays({"0-17": {"number": 170}}))
    assert "校长每学期听评课不少于170节" in "\n".join(words("plan", scene))


def test_the_tables_behind_the_plan_come_from_the_records():
    root = body(composed("plan").data)
    leaders, activities, tasks, joint, duties = (table_texts(root, number) for number in range(5))
    assert leaders[1] == ["组长", "周建国", "校长", "全面负责"]
    assert ["第5周", "4月3日", "语文组集体备课"] in [row[:3] for row in activities]
    assert tasks[1][:3] == ["校长", "周建国", "30节"]
    assert [row[1] for row in joint[1:]] == ["林珺", "韩立新"]
    assert [row[0] for row in duties[1:]] == ["领导", "制度", "计划", "分工", "进度", "要求", "创新"]


def test_the_directors_own_version_of_a_part_is_taken():
    own = Answer(term_uid="term", form_id="plan", token="plan/指导思想", value="我们自己写的指导思想。")
    told = words("plan", world.scene(answers=(own,)))
    assert "我们自己写的指导思想。" in told


def test_no_date_is_made_up_for_the_end_of_a_paper():
    assert "      年    月    日" in words("plan")
    dated = Answer(term_uid="term", form_id="plan", token="成文日期", value="2025年3月3日")
    told = words("plan", world.scene(answers=(dated,)))
    assert "2025年3月3日" in told and "      年    月    日" not in told


def test_a_school_that_writes_its_dates_in_chinese_gets_them():
    scene = world.scene(school=world.SCHOOL.but(chinese_dates=True, layout="school"))
    assert "本文统计数字截至二〇二五年六月八日；推门听课延续至二〇二五年六月三十日，后续数字另行补报。" in words(
        "term-summary", scene
    )


def test_the_sentence_on_later_figures_goes_when_everything_is_counted():
    assert statistics_note(world.scene(date(2025, 6, 30))) == "本文统计数字截至2025年6月30日。"


def test_the_summary_leaves_lines_for_what_only_the_director_knows():
    told = words("term-summary")
    assert "听课不够均匀。" in told
    place = told.index("四、下步打算")
    assert [line for line in told[place + 1 : place + 6] if line.strip("　")] == []


def test_the_summary_of_an_empty_term_says_so_and_holds_together():
    told = words("term-summary", world.scene(observations=(), activities=(), participants=(), studies=(), drafts=()))
    assert "截至统计日还没有听课记录。" in told
    assert "截至统计日还没有开展校际联研。" in told


def test_every_number_of_the_summary_moves_with_the_date():
    early = "\n".join(words("term-summary", world.scene(date(2025, 4, 1))))
    assert "累计听课4节" in early and "截至统计日还没有开展校际联研。" in early


def test_the_story_shows_five_parts_numbers_its_pictures_and_says_what_is_missing():
    told = words("photo-story")
    assert [line for line in told if line.startswith("图")] == [
        f"图{number}：4月18日，{slot}" for number, slot in enumerate(("签到册", "教学设计", "教学展示", "集中研讨"), 1)
    ]
    assert "（这里还缺“评课记录”的照片）" in told


def test_the_pictures_of_a_story_are_numbered_by_kind():
    scene = world.scene()
    activity = records_for(scene, scene.pack.form("photo-story"))[0]
    names = [item.name for item in COMPOSERS["photo-story"].attachments(scene, activity)]
    assert names[0] == "照片/图01_签到册.jpg"
    assert len(names) == len(set(names)) == 4


def test_the_schools_timetable_has_a_row_for_each_class_and_marks_odd_and_even_weeks():
    rows = grid("timetable-school", "总课表")
    assert rows[1][1] == "星期一" and rows[2][1:3] == ("1", "2")
    assert rows[3][0] == "三（1）班"
    assert rows[3][1] == "语文\n孙㛃"
    assert rows[3][3] == "英/道\n张丽\n周建国"
    assert any("2025年3月1日起执行" in str(row[0]) for row in rows)


def test_a_lesson_without_a_teacher_of_its_own_follows_the_hand_over():
    assert grid("timetable-school", "总课表", world.scene(date(2025, 4, 1)))[3][1] == "语文\n李长顺"


def test_class_and_teacher_timetables_have_a_sheet_each():
    assert opened(composed("timetable-class").data).sheetnames == ["三（1）班", "四（1）班"]
    teachers = opened(composed("timetable-teacher").data).sheetnames
    assert "张丽（语文）" in teachers and "张丽（英语）" in teachers and "李长顺" not in teachers
    assert grid("timetable-teacher", "周建国")[3][3] == "双:道德与法治\n三（1）班"


def test_without_a_timetable_the_person_is_told_what_to_do():
    with pytest.raises(UserError, match="还没有课程表"):
        composed("timetable-school", world.scene(timetables=(), slots=()))


@pytest.mark.parametrize(
    ("subject", "short"), [("语文", "语文"), ("道德与法治", "道法"), ("信息科技", "信息"), ("综合实践", "综合")]
)
def test_subjects_are_shortened_as_schools_do(subject, short):
    assert short_subject(subject) == short


def test_assignments_by_class_name_both_teachers_of_a_hand_over():
    rows = grid("assignments-by-class", "按班级")
    assert rows[2] == ("序号", "班级", "班主任", "语文", "数学", "英语", "周课时")
    assert rows[3] == (1, "三（1）班", "孙㛃", "李长顺（至4月10日）\n孙㛃（4月11日起）", "韩立新", "张丽（英语）", 3)


def test_both_tables_of_assignments_come_from_the_same_records():
    scene = world.scene()
    by_class = "\n".join(str(cell) for row in grid("assignments-by-class", "按班级", scene) for cell in row)
    form = scene.pack.form("assignments-by-teacher")
    for row in values_for(scene, form, scene.records.term).rows["姓名"]:
        if "（" in str(row["任教年级班级"]):
            assert str(row["姓名"]) in by_class


def test_somebody_with_two_posts_has_a_line_for_each():
    head = world.records().teachers[0]
    posts = (*world.records().posts, make.a_post(head, "教导主任"))
    rows = grid("observation-statistics", "汇总", world.scene(posts=posts))
    mine = [row for row in rows if row[2] in ("校长", "教导主任")][:2]
    assert [row[2:5] for row in mine] == [("校长", 30, 1), ("教导主任", 60, 1)]
    assert mine[0][10] == 1 and mine[1][10] is None


def test_prose_refuses_what_it_does_not_know_by_name():
    page = DocumentBuilder(scheme_for("national"))
    with pytest.raises(UserError, match=r"方案里的“\{校名\}”程序没有") as told:
        write_prose(page, "为{校名}制定", names={"学校": "清小"}, inserts={}, where="方案")
    assert "学校" in told.value.cure
    with pytest.raises(UserError, match="〔总表〕"):
        write_prose(page, "〔总表〕", names={}, inserts={}, where="方案")


def test_a_timetable_without_a_lesson_is_a_blank_to_write_into():
    rows = grid("timetable-school", "总课表", world.scene(slots=(), bell_schedules=()))
    assert rows[1][:3] == ("班级", "星期一", "星期二") and rows[2][1:6] == ("1",) * 5
