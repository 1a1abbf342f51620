"""Scenarios 24 and 25: people who come and go, and two of the same name who are never one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.naming import Names
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Post, Teacher
from jiaoyan_desktop.domain.timetable import Assignment
from jiaoyan_desktop.workflows import collecting, observing, reporting, staffing, timetabling
from tests.documents.excel_files import opened
from tests.documents.office_files import body, lines
from tests.end_to_end.schools import DEADLINE, SmallSchool
from tests.workflows.collecting_kit import a_sheet, plan_of, problem_at

pytestmark = pytest.mark.without_window
CHANGE = date(2025, 4, 14)


@pytest.fixture
def school(tmp_path):
    found = SmallSchool(tmp_path / "学校.jiaoyan")
    yield found
    found.db.close()


def texts(folder: Path, files) -> list[str]:
    found = []
    for item in files:
        data = (folder / item.path).read_bytes()
        if item.path.endswith(".docx"):
            found.append("".join(lines(body(data))))
        else:
            cells = [
                cell for sheet in opened(data) for row in sheet.iter_rows(values_only=True) for cell in row if cell
            ]
            found.append("\n".join(map(str, cells)))
    return found


# -- 24 --------------------------------------------------------------------------------------------------------------


def test_scenario_24_one_goes_in_april_another_comes_and_each_has_her_own_part(school, tmp_path):
    timetabling.assign(school.db, school.term, school.third.uid, "数学", school.xu.uid)
    first = timetabling.new_version(school.db, school.term, date(2025, 3, 3))
    timetabling.set_lesson(school.db, first, school.third.uid, 2, 2, [("数学", None, "all")])
    before, after = date(2025, 4, 8), date(2025, 4, 22)
    heard = [
        school.hear(school.director, school.xu, before, 2),
        school.hear(school.xu, school.wang, before, 3, class_uid=None),
    ]

    staffing.let_go(school.db, school.xu, CHANGE - timedelta(days=1))
    new = staffing.save_teacher(school.db, Teacher(name="何立春", subject="数学", joined_on=CHANGE, order=9))
    timetabling.assign(school.db, school.term, school.third.uid, "数学", new.uid, starts_on=CHANGE)
    second = timetabling.new_version(school.db, school.term, CHANGE, copy_of=first.uid)
    timetabling.set_lesson(school.db, second, school.third.uid, 2, 2, [])
    timetabling.set_lesson(school.db, second, school.third.uid, 2, 4, [("数学", None, "all")])

    spans = {(item.teacher_uid, item.starts_on, item.ends_on) for item in school.db.find(Assignment, subject="数学")}
    assert spans == {(school.xu.uid, None, CHANGE - timedelta(days=1)), (new.uid, CHANGE, None)}
    lessons = TermLessons(school.records)
    assert [(item.period, item.teacher_uid) for item in lessons.on(before)] == [(2, school.xu.uid)]
    assert [(item.period, item.teacher_uid) for item in lessons.on(after)] == [(4, new.uid)]

    school.hear(school.director, new, after, 4)
    assert {item.uid for item in heard} <= {item.uid for item in school.db.find(Observation)}
    found = reporting.stats(school.db, school.term.uid, DEADLINE)
    taught = found.observations.taught_by_teacher
    assert (taught[school.xu.uid], taught[new.uid]) == (1, 1)
    assert found.lessons_by(school.xu.uid).lessons == 1  # what she heard stays hers
    assert school.xu.uid not in found.coverage.lessons_of and new.uid in found.coverage.lessons_of
    at_change = reporting.stats(school.db, school.term.uid, before)
    assert school.xu.uid in at_change.coverage.lessons_of and new.uid not in at_change.coverage.lessons_of
    assert found.people.teachers == at_change.people.teachers

    with pytest.raises(observing.Flagged, match="徐静"):
        school.hear(school.director, school.xu, after, 4, class_uid=school.fifth.uid)
    result = reporting.write_packet(
        reporting.gather(school.db, school.term.uid, DEADLINE, only=("assignments-by-class",)), tmp_path / "出"
    )
    (told,) = texts(result.folder, result.files)
    assert "何立春" in told


def test_scenario_24_a_post_that_changes_hands_is_measured_in_two_parts(school):
    """The director's post passes on in April: what each heard in her time counts for her, and the target is told."""
    for day in (date(2025, 3, 10), date(2025, 3, 11), date(2025, 4, 22)):
        school.hear(school.director, school.xu, day, 1)
    (post,) = [item for item in school.records.posts if item.teacher_uid == school.director.uid]
    staffing.save_teacher(school.db, school.director, [post.but(ends_on=CHANGE - timedelta(days=1))])
    staffing.save_teacher(
        school.db, school.wang, [Post(teacher_uid=school.wang.uid, title="教导主任", starts_on=CHANGE)]
    )
    school.hear(school.wang, school.xu, date(2025, 4, 23), 1)
    found = reporting.stats(school.db, school.term.uid, DEADLINE)
    (old,), (new,) = found.quotas_of(school.director.uid), found.quotas_of(school.wang.uid)
    assert (old.is_former, old.done, old.note) == (True, 2, "任职到4月13日")
    assert (new.is_former, new.done, new.note) == (False, 1, "4月14日起任职")
    assert found.lessons_by(school.director.uid).lessons == 3


# -- 25 --------------------------------------------------------------------------------------------------------------


def test_scenario_25_two_of_the_same_name_are_told_apart_everywhere(school, tmp_path):
    chinese, english = school.zhang_chinese, school.zhang_english
    names = Names(school.records)
    assert len({names.teacher(chinese.uid), names.teacher(english.uid)}) == 2
    assert all(names.teacher(uid).startswith("张丽（") for uid in (chinese.uid, english.uid))

    school.hear(school.director, chinese, date(2025, 4, 8), 1)
    school.hear(school.director, chinese, date(2025, 4, 9), 1)
    school.hear(school.director, english, date(2025, 4, 10), 1)
    school.hear(english, chinese, date(2025, 4, 11), 1)
    found = reporting.stats(school.db, school.term.uid, DEADLINE)
    assert found.observations.taught_by_teacher == {chinese.uid: 3, english.uid: 1}
    assert (found.lessons_by(chinese.uid).lessons, found.lessons_by(english.uid).lessons) == (0, 1)
    told = found.to_dict()["observations"]["by_teacher"]
    assert {item["name"]: item["taught_lessons"] for item in told} == {
        names.teacher(chinese.uid): 3,
        names.teacher(english.uid): 1,
    }
    result = reporting.write_packet(
        reporting.gather(school.db, school.term.uid, DEADLINE, only=("observation-statistics", "term-summary")),
        tmp_path / "出",
    )
    for text in texts(result.folder, result.files):
        assert names.teacher(english.uid) in text


def test_scenario_25_a_ledger_that_says_only_the_name_is_not_guessed(school):
    """No subject that would tell them apart: the row is not taken in, and both are named to choose from."""
    sheet = a_sheet(
        ("日期", "节次", "班级", "科目", "授课教师", "课题", "听课人", "评语"),
        ("3月12日", "第2节", "三（1）班", "", "张丽", "燕子", "韩立新", "读得好"),
        ("3月13日", "第2节", "三（1）班", "英语", "张丽", "Unit 1", "韩立新", "说得多"),
    )
    plan = plan_of(school.records, "observations", sheet)
    problem = problem_at(plan, 2)
    assert (problem.field, problem.value, problem.level) == ("taught_by_uid", "张丽", "必须改")
    assert "授课教师" in problem.line()
    assert problem.suggestion.count("张丽（") == 2
    collecting.apply(school.db, plan)
    (kept,) = school.db.find(Observation)
    assert kept.taught_by_uid == school.zhang_english.uid


def test_scenario_25_an_observation_names_a_person_not_a_name(school):
    day = date(2025, 4, 8)
    item = observing.prefill(school.records, day, 2, school.third.uid, observer_uid=school.director.uid)
    first = observing.log(school.db, item.but(taught_by_uid=school.zhang_english.uid), today=lambda: day)
    assert (first.taught_by_uid, first.taught_by_text) == (school.zhang_english.uid, "")
    renamed = staffing.save_teacher(school.db, school.zhang_english.but(hint="英"))
    assert Names(school.records).teacher(renamed.uid).startswith("张丽（英")
    assert school.db.need(Observation, first.uid).taught_by_uid == renamed.uid
