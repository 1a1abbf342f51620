"""jiaoyan read FILE plan.docx --as plan: the plan comes in whole, its file too; the same file again changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision, LessonStudy
from jiaoyan_desktop.store.database import Database
from tests.documents.lesson_files import plan

SAMPLES = Path(__file__).parent.parent / "samples"
SHAN = SAMPLES / "教案_A案_山行_王秀兰.docx"
FEN = SAMPLES / "教案_A案_分数的意义_陈志强.docx"


def count(path: Path, kind: type) -> int:
    with Database.open(path, read_only=True) as db:
        return db.count(kind)


@pytest.fixture
def staffed(call, school) -> Path:
    """The new school with its teachers and who teaches what."""
    for source, kind in (("教师花名册.xlsx", "roster"), ("任课分工.xls", "assignments")):
        assert call("read", school, SAMPLES / source, "--as", kind).code == 0
    return school


def test_a_dry_run_writes_nothing_then_it_comes_in_then_nothing_is_new(call, staffed):
    tried = call("read", staffed, SHAN, "--as", "plan", "--dry-run")
    assert (tried.code, count(staffed, LessonStudy)) == (0, 0)
    assert "新建课例《山行》（古诗三首），A案第1稿" in tried.out and "什么都没有写进去" in tried.err
    done = call("read", staffed, SHAN, "--as", "plan", "--json")
    said = json.loads(done.out)
    assert done.code == 0 and said["change"] and said["counts"]["new"] == 1
    (open_,) = said["problems"]  # she teaches two subjects in that class, and the file does not say which
    assert open_["field"] == "subject" and "王秀兰教语文、道德与法治，请选一个" in open_["reason"]
    assert [item["heading"] for item in said["lesson"]["sections"]][1:3] == ["教学目标", "教学重点"]
    assert said["lesson"]["sections"][5]["steps"][0]["teacher"] == "出示枫叶图，提问：秋天的山里能看到什么？"
    with Database.open(staffed, read_only=True) as db:
        (study,), (revision,) = db.find(LessonStudy), db.find(DraftRevision)
        lead = db.need(Teacher, study.lead_uid or "")
        assert (study.topic, study.grade, study.subject, lead.name) == ("《山行》（古诗三首）", 4, "", "王秀兰")
        assert db.blob(revision.original) == SHAN.read_bytes()
    again = call("read", staffed, SHAN, "--as", "plan", "--json")
    assert (again.code, json.loads(again.out)["change"]) == (0, "")
    assert "已经放进来了，就是《山行》（古诗三首）A案第1稿，什么都没有改" in again.err
    assert count(staffed, DraftRevision) == 1


def test_what_nobody_says_stays_open_and_is_told(call, school):
    done = call("read", school, FEN, "--as", "plan", "--json")
    said = json.loads(done.out)
    assert (done.code, count(school, Draft)) == (0, 1)
    assert {item["field"] for item in said["problems"]} == {"lead_uid", "subject"}
    assert {item["level"] for item in said["problems"]} == {"请留意"}
    first = said["lesson"]["sections"][0]
    assert (first["heading"], first["text"]) == ("基本情况", "主备人：陈志强\n课时：第一课时")
    assert "先空着，到窗口里补" in done.err
    assert call("undo", school).code == 0
    assert count(school, LessonStudy) == 0


def test_a_known_topic_becomes_the_next_revision_of_its_draft(call, sample):
    before = count(sample, LessonStudy)
    done = call("read", sample, FEN, "--as", "plan")
    assert done.code == 0 and done.out.startswith("有变化　分数的意义，A案第2稿")
    assert count(sample, LessonStudy) == before


def test_a_plan_without_a_topic_or_with_two_places_is_refused(call, sample, tmp_path):
    nameless = tmp_path / "新建文档.docx"
    nameless.write_bytes(plan("教学目标：会读"))
    told = call("read", sample, nameless, "--as", "plan")
    assert told.code == 2 and "没有写课题" in told.err
    stray = tmp_path / "枫桥夜泊_C案.docx"
    stray.write_bytes(plan("课题：《枫桥夜泊》    年级：五年级", "教学目标：会读"))
    told = call("read", sample, stray, "--as", "plan")
    assert told.code == 2 and "文件名写着C案" in told.err


def test_the_same_words_in_another_file_are_nothing_new(call, school, tmp_path):
    first, second = tmp_path / "一.docx", tmp_path / "二.docx"
    first.write_bytes(plan("课题：山行    年级：四年级", "一、教学目标", "会读"))
    second.write_bytes(plan("课题：山行    年级：四年级", "*教学目标", "会读"))
    assert call("read", school, first, "--as", "plan").code == 0
    told = call("read", school, second, "--as", "plan")
    assert told.code == 0 and "和山行A案第1稿一样" in told.out
    assert count(school, DraftRevision) == 1
