"""任课分工 in each of its layouts."""

from __future__ import annotations

from jiaoyan_desktop.documents.sheets_assignments import AssignmentTable, read_assignments
from tests.workflows.collecting_kit import a_sheet, a_workbook

GRID = (("班级", "语文", "数学", "道法"), ("三（1）班", "孙㛃", "徐静", "/"), ("三（2）班", "刘芳", "徐静", "孙㛃"))


def read(*rows, **values) -> AssignmentTable | None:
    return read_assignments(a_workbook(a_sheet(*rows, **values)))


def said(table: AssignmentTable | None) -> set[tuple[str, str, str]]:
    assert table is not None
    return {(place.school_class.text, place.subject, place.cell.text) for place in table.places}


WHOLE = {
    ("三（1）班", "语文", "孙㛃"),
    ("三（1）班", "数学", "徐静"),
    ("三（1）班", "道德与法治", "/"),
    ("三（2）班", "语文", "刘芳"),
    ("三（2）班", "数学", "徐静"),
    ("三（2）班", "道德与法治", "孙㛃"),
}


def test_a_grid_with_title_and_note():
    table = read(("任课分工",), *GRID, ("注：/为不开课",), merges=[(1, 1, 1, 4), (5, 1, 5, 4)])
    assert said(table) == WHOLE
    assert table is not None and table.title == "任课分工"


def test_the_other_way_round_keeps_the_places():
    table = read(*zip(*GRID, strict=True))
    assert said(table) == WHOLE
    assert table is not None
    place = next(item for item in table.places if item.cell.text == "孙㛃" and item.subject == "语文")
    assert (place.cell.row, place.cell.column) == (2, 2)


def test_a_list():
    rows = [("班级", "学科", "任课教师"), ("三（1）班", "语文", "孙㛃"), (None, "数学", "徐静")]
    table = read(*rows, merges=[(2, 1, 3, 1)])
    assert said(table) == {("三（1）班", "语文", "孙㛃"), ("三（1）班", "数学", "徐静")}


def test_grade_and_class_in_two_columns():
    rows = (("年级", "班级", "语文", "数学", "英语"), ("三年级", "三1班", "孙㛃", "徐静", "/"))
    assert ("三1班", "语文", "孙㛃") in said(read(*rows))


def test_one_teacher_for_several_classes_in_a_merged_cell():
    rows = (*GRID[:1], ("三（1）班", "孙㛃", "徐静", None), ("三（2）班", "刘芳", None, None))
    table = read(*rows, merges=[(2, 3, 3, 3)])
    assert ("三（2）班", "数学", "徐静") in said(table)


def test_a_row_of_teachers_without_a_class_is_passed_on():
    assert ("实验班", "语文", "刘芳") in said(read(*GRID[:2], ("实验班", "刘芳", "徐静", "孙㛃")))


def test_columns_that_are_no_subject_are_told():
    table = read(("班级", "语文", "数学", "英语", "班主任"), ("三（1）班", "孙㛃", "徐静", "张丽", "孙㛃"))
    assert table is not None and table.notes == ("“表”的E列“班主任”不是科目，没有导入。",)


def test_other_tables_are_none():
    assert read(("姓名", "性别"), ("王秀兰", "女")) is None
    assert read(("语文", "数学", "英语"), (90, 80, 70), (60, 70, 80)) is None


def test_one_line_per_teacher_in_one_cell():
    rows = (("姓名", "任课情况"), ("徐静", "三1、三2数学，四年级科学"), ("校长", None), ("张丽", "三1、三2"))
    table = read_assignments(a_workbook(a_sheet(*rows)))
    assert table is not None
    assert [(item.cell.text, item.school_class.text, item.subject) for item in table.places] == [
        ("徐静", "三1、三2", "数学"),
        ("徐静", "四年级", "科学"),
        ("张丽", "三1、三2", ""),
    ]
    assert table.places[2].trouble is not None and "没有写是什么学科" in str(table.places[2].trouble)


def test_one_line_per_teacher_in_two_columns():
    rows = (
        ("姓名", "任教学科", "任教班级"),
        ("徐静", "数学、科学", "三1"),
        ("张丽", "语文、书法", "三1、三2"),
        ("李明", None, "三1体育"),
        ("王强", None, "三2"),
    )
    table = read_assignments(a_workbook(a_sheet(*rows)))
    assert table is not None
    assert [(item.cell.text, item.school_class.text, item.subject) for item in table.places] == [
        *[("徐静", "三1", "数学"), ("徐静", "三1", "科学")],
        *[("张丽", "三1、三2", "语文"), ("张丽", "三1、三2", "书法")],
        *[("李明", "三1", "体育"), ("王强", "三2", "")],
    ]
    assert table.places[-1].trouble is not None
    assert table.notes == ("请留意：“表”第3行写了几个班、几门课，按每个班每门课都教记。",)
