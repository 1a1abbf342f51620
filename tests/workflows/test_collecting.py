"""A plan is applied as one change after a backup, never over something that changed meanwhile."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.people import School, Teacher
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.errors import StorageTrouble, UserError
from jiaoyan_desktop.store import ladder
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import own_school
from jiaoyan_desktop.workflows import collecting
from tests.builders import a_school
from tests.documents.sheet_files import write_xlsx
from tests.workflows.collecting_kit import SAMPLES, TODAY, a_school_file, a_sheet, plan_of

HEAD = ("姓名", "性别", "任教学科", "联系电话")
WANG = ("王秀兰", "女", "语文", "13845500008")


@pytest.fixture
def db(tmp_path):
    with a_school_file(tmp_path) as database:
        yield database


def roster(source, *lines):
    return plan_of(source, "roster", a_sheet(HEAD, *lines))


def rungs(db: Database) -> list[str]:
    return [rung.why for rung in ladder.rungs(paths.home() / "ladder" / own_school(db).uid)]


def test_one_change_and_one_backup(db):
    result = collecting.apply(db, roster(db, WANG, ("", "男", "数学", "")))
    assert (result.new, result.refused) == (1, 1)
    assert result.sentence() == "导入1条，没导入1条，原因在清单里。要是不对，可以整批撤销。"
    assert db.recent_changes(1)[0].uid == result.change_uid
    assert rungs(db) == ["导入"]
    (teacher,) = db.find(Teacher)
    assert teacher.school_uid == own_school(db).uid


def test_nothing_new_makes_no_change_and_no_backup(db):
    collecting.apply(db, roster(db, WANG))
    before = db.recent_changes(10)
    result = collecting.apply(db, roster(db, WANG))
    assert (result.change_uid, result.unchanged) == ("", 1)
    assert result.sentence() == "表里的内容都已经有了，什么都没有改。"
    assert db.recent_changes(10) == before and rungs(db) == ["导入"]
    refused = collecting.apply(db, roster(db, WANG, ("", "男", "数学", "")))
    assert refused.sentence() == "没导入1条，原因在清单里。其余的都已经有了，什么都没有改。"


def test_a_plan_is_not_written_over_what_changed_meanwhile(db):
    plan = roster(db, WANG)
    collecting.apply(db, roster(db, WANG))
    with pytest.raises(UserError, match="学校文件又改过"):
        collecting.apply(db, plan)
    assert db.count(Teacher) == 1


def test_a_change_elsewhere_does_no_harm_to_a_plan(db):
    plan = roster(db, WANG)
    with db.change("改校名") as change:
        change.put(own_school(db).but(town="酄乡"))
    assert collecting.apply(db, plan).new == 1


def test_a_plan_is_made_again_only_when_something_was_written_since(db):
    def again(records):
        made.append(records)
        assert plan.recipe is not None
        return plan.recipe(records)

    made: list[TermRecords] = []
    plan = roster(db, WANG)
    watched = replace(plan, recipe=again)
    with db.change("改校名") as change:
        change.put(own_school(db).but(town="酄乡"))
    db.undo()
    assert collecting.apply(db, watched).new == 1 and len(made) == 1
    plan = roster(db, ("陈志强", "男", "数学", ""))
    assert collecting.apply(db, replace(plan, recipe=again)).new == 1 and len(made) == 1
    plan = roster(collecting.load_records(db), ("刘芳", "女", "数学", ""))
    assert plan.stamp == ""
    assert collecting.apply(db, replace(plan, recipe=again)).new == 1 and len(made) == 2
    plan = roster(collecting.load_records(db), ("刘芳", "女", "数学", ""))
    stamped = replace(plan, stamp=collecting.stamp_of(db), recipe=again)
    assert collecting.apply(db, stamped).unchanged == 1 and len(made) == 2


def test_a_failing_backup_writes_nothing(db, monkeypatch):
    def full(*_args):
        raise StorageTrouble("full", "磁盘满了。")

    monkeypatch.setattr(ladder, "before", full)
    with pytest.raises(StorageTrouble):
        collecting.apply(db, roster(db, WANG))
    assert db.count(Teacher) == 0


def test_a_file_without_a_term(tmp_path):
    with Database.create(tmp_path / "新.jiaoyan") as empty:
        with empty.change("建学校") as change:
            change.put(a_school())
        with pytest.raises(UserError, match="还没有学期"):
            roster(empty, WANG)


def test_reading_from_plain_records_and_from_a_file(db, tmp_path):
    records = collecting.load_records(db)
    assert isinstance(records, TermRecords)
    path = write_xlsx(tmp_path / "花名册.xlsx", [HEAD, WANG])
    by_file = collecting.plan(records, path, "roster", today=TODAY)
    by_book = collecting.plan_workbook(db, collecting.read(path), "roster", today=TODAY, term_uid=records.term.uid)
    assert by_file.to_dict() == by_book.to_dict()


def test_the_plan_in_plain_values_and_in_words(db):
    found = collecting.plan(db, SAMPLES / "教师花名册.xlsx", "roster")
    plain = json.loads(json.dumps(found.to_dict(), ensure_ascii=False))
    assert plain["counts"] == {"new": 24, "changed": 0, "unchanged": 0, "refused": 0, "must": 0, "note": 3}
    assert plain["rows"][0] == {"sheet": "2025春花名册", "row": 5, "state": "new", "title": "周建国", "changes": []}
    assert plain["problems"][0] == {
        "sheet": "2025春花名册",
        "row": 21,
        "cell": "G21",
        "field": "posts",
        "label": "职务",
        "value": "班主任",
        "level": "请留意",
        "reason": "是哪个班的班主任看不出来，任教班级写的是四（1）班、四（2）班，先不连班级。"
        "别的班都有班主任了，可能是四（2）班。",
        "suggestion": "四（2）班",
    }
    lines = found.lines()
    assert lines[0] == "这份教师花名册有新增24条、有变化0条、没变化0条、必须改0条。"
    assert any(line.startswith("请留意　2025春花名册 第21行 职务“班主任”：") for line in lines)


def test_a_changed_row_in_words(db):
    collecting.apply(db, roster(db, WANG))
    found = roster(db, ("王秀兰", "女", "语文", "13900000000"))
    assert found.lines()[1] == "有变化　表 第2行 王秀兰　联系电话：13845500008→13900000000"


def test_files_that_look_like_nothing(tmp_path):
    assert collecting.guess_kinds(SAMPLES / "局发空表_任课分工信息表.xlsx") == ["roster"]
    assert collecting.guess_kinds(write_xlsx(tmp_path / "一.xlsx", [["语文", 90], ["数学", 80]])) == []


def test_an_empty_form_of_the_county_brings_in_nobody(db):
    found = collecting.plan(db, SAMPLES / "局发空表_任课分工信息表.xlsx", "roster")
    assert found.is_empty and found.rows == () and found.problems == ()


def test_the_school_itself_is_never_touched(db):
    before = db.find(School)
    collecting.apply(db, roster(db, WANG))
    assert db.find(School) == before
