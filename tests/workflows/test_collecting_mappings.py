"""Columns corrected by a person are read as she said, in this file and in the next one headed like it."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.domain.column_mapping import ColumnMapping
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.timetable import Assignment
from jiaoyan_desktop.workflows.collecting_look import Look, look
from tests.builders import a_class, a_teacher, term_records
from tests.workflows.collecting_kit import TODAY, a_sheet, a_workbook

STRANGE = a_sheet(("花名",), ("称呼", "男女", "教啥", "打哪个号"), ("王秀兰", "女", "语文", "13845500008"))
KNOWN = a_sheet(("姓名", "性别", "学科", "电话"), ("王秀兰", "女", "语文", "13845500008"))


def seen(sheet, kind="", mappings: tuple[ColumnMapping, ...] = (), **lists) -> Look:
    return look(term_records(**lists), a_workbook(sheet), kind, today=TODAY, mappings=mappings)


def told(found: Look, kind: str, *said: tuple[int, str]) -> tuple[ColumnMapping, ...]:
    """One correction after the other, as in the dialog."""
    mapping = None
    for place, field in said:
        layout = found.layouts[0]
        mapping = layout.corrected(kind, place, field)
        found = seen(STRANGE if layout.sheet == STRANGE.name else KNOWN, kind, (mapping,))
    assert mapping is not None
    return (mapping,)


def test_what_the_headings_were_taken_for_is_shown():
    (layout,) = seen(KNOWN).layouts
    assert (layout.row, layout.headings) == (1, ("姓名", "性别", "学科", "电话"))
    assert layout.fields == ("name", "gender", "subject", "phone")
    assert layout.lines() == ["姓名 王秀兰，性别 女，科目 语文，联系电话 13845500008"]
    assert not layout.is_corrected


def test_strange_headings_are_offered_and_read_once_they_are_explained():
    found = seen(STRANGE, "roster")
    assert found.plan is None and found.trouble is not None
    (layout,) = found.layouts
    assert (layout.row, layout.fields) == (2, ("",) * 4)
    mappings = told(found, "roster", (0, "name"), (1, "gender"), (2, "subject"), (3, "phone"))
    again = seen(STRANGE, "", mappings)
    assert again.kind == "roster" and again.layouts[0].is_corrected
    assert again.plan is not None
    (teacher,) = [item for item in again.plan.puts if isinstance(item, Teacher)]
    assert (teacher.name, teacher.gender, teacher.subject, teacher.phone) == ("王秀兰", "女", "语文", "13845500008")


def test_a_column_left_out_is_told():
    layout = seen(KNOWN).layouts[0]
    found = seen(KNOWN, "roster", (layout.corrected("roster", 3, ""),))
    assert found.plan is not None
    assert "“表”的D列“电话”没有对应的栏，没有导入。" in found.plan.notes
    assert [item.phone for item in found.plan.puts if isinstance(item, Teacher)] == [""]


def test_a_correction_holds_for_its_headings_and_kind_only():
    layout = seen(KNOWN).layouts[0]
    wrong = layout.corrected("roster", 0, "note")
    other = a_sheet(("姓名", "性别", "学科", "手机"), ("王秀兰", "女", "语文", "13845500008"))
    assert not seen(other, "roster", (wrong,)).layouts[0].is_corrected
    assert seen(KNOWN, "roster", (wrong,)).plan is None
    assert not seen(KNOWN, "observations", (wrong,)).layouts[0].is_corrected


def test_a_column_without_a_heading_can_be_explained_and_stays_the_same_layout():
    sheet = a_sheet(("姓名", None, "学科"), ("王秀兰", "女", "语文"), ("陈志强", "男", "数学"))
    layout = seen(sheet, "roster").layouts[0]
    found = seen(sheet, "roster", (layout.corrected("roster", 1, "gender"),))
    assert found.layouts[0].headings == layout.headings and found.layouts[0].is_corrected
    assert found.plan is not None
    assert [item.gender for item in found.plan.puts if isinstance(item, Teacher)] == ["女", "男"]


@pytest.mark.parametrize("written", ["教师乙", "授课"])
def test_a_grid_of_subjects(written):
    sheet = a_sheet(("班级", "语文", "数学", "英语", written), ("三（1）班", "王秀兰", "", "", "陈志强"))
    people = (a_teacher("王秀兰", "语文"), a_teacher("陈志强", "科学"))
    classes = (a_class(3, 1),)
    first = seen(sheet, teachers=people, classes=classes)
    assert first.kind == "assignments"
    (layout,) = first.layouts
    assert layout.fields == ("class", "语文", "数学", "英语", "")
    mapping = layout.corrected("assignments", 4, "科学")
    found = seen(sheet, "", (mapping,), teachers=people, classes=classes)
    assert found.plan is not None
    made = {item.subject: item.teacher_uid for item in found.plan.puts if isinstance(item, Assignment)}
    assert made == {"语文": people[0].uid, "科学": people[1].uid}


def test_two_columns_of_a_ledger_that_were_taken_for_each_other():
    people = (a_teacher("韩立新", "数学"), a_teacher("徐静", "数学"))
    sheet = a_sheet(("听课人", "日期", "授课教师"), ("徐静", "2025-04-08", "韩立新"))
    layout = seen(sheet).layouts[0]
    mapping = layout.corrected("observations", 0, "taught_by")
    swapped = seen(sheet, "observations", (mapping,), teachers=people).layouts[0]
    mapping = swapped.corrected("observations", 2, "observer")
    found = seen(sheet, "", (mapping,), teachers=people)
    assert found.plan is not None
    (heard,) = [item for item in found.plan.puts if isinstance(item, Observation)]
    assert (heard.observer_uid, heard.taught_by_uid) == (people[0].uid, people[1].uid)


def test_a_timetable_has_no_columns_to_explain():
    days = ("节次", "星期一", "星期二", "星期三", "星期四", "星期五")
    sheet = a_sheet(("三（1）班课程表",), days, ("第1节", "语文", "数学", "语文", "数学", "语文"))
    assert seen(sheet).kind == "timetable" and seen(sheet).layouts == ()
