"""Scenarios 6 to 12 and 26: what counts as a lesson heard, for whom, and against which number."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Post
from jiaoyan_desktop.domain.quotas import QuotaProgress
from jiaoyan_desktop.domain.statistics import TermStatistics
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import observing, reporting, reporting_edits, staffing, timetabling
from tests.documents.excel_files import opened
from tests.documents.office_files import body, lines
from tests.end_to_end.schools import DEADLINE, LATE_IN_TERM, SmallSchool, teacher_named, term_of

pytestmark = pytest.mark.without_window


@pytest.fixture
def school(tmp_path):
    found = SmallSchool(tmp_path / "学校.jiaoyan")
    yield found
    found.db.close()


def statistics(school: SmallSchool, as_of: date = LATE_IN_TERM) -> TermStatistics:
    return reporting.stats(school.db, school.term.uid, as_of)


def quota(found: TermStatistics, teacher_uid: str) -> QuotaProgress:
    (one,) = found.quotas_of(teacher_uid)
    return one


def school_days(number: int, first: date = date(2025, 3, 3)) -> list[date]:
    days = [first + timedelta(days=offset) for offset in range(100)]
    off = {date(2025, 4, 4), *(date(2025, 5, day) for day in range(1, 6)), date(2025, 6, 2)}
    return [day for day in days if day.isoweekday() <= 5 and day not in off][:number]


# -- 6 ---------------------------------------------------------------------------------------------------------------


def test_scenario_06_another_number_changes_every_figure_sentence_and_colour_and_no_record(sample, call, tmp_path):
    def told() -> tuple[dict, str, str, str]:
        found = json.loads(call("stats", sample, "--json").out)
        checked = {item["id"]: item for item in json.loads(call("check", sample, "--json").out)}
        assert call("export", sample, "--out", tmp_path / "出", "--only", "M8").code == 0
        (word,) = [path for path in (tmp_path / "出").rglob("*.docx") if "前一份" not in str(path)]
        (excel,) = [path for path in (tmp_path / "出").rglob("*.xlsx") if path.parent == word.parent]
        rows = list(opened(excel.read_bytes())["汇总"].iter_rows(values_only=True))
        line = next(row for row in rows if row[1] == "周建国")
        quotas = {item["post"]: item for item in found.pop("quotas")}
        finding = checked["0-17"]
        return (
            {"rest": found, "quota": quotas["校长"]},
            f"{finding['status']} {finding['have']}／{finding['need']} {''.join(finding['missing'])}",
            "".join(lines(body(word.read_bytes()))),
            f"{line[3]} {line[4]} {line[5]} {line[7]}",
        )

    before = told()
    heard = before[0]["quota"]["done"]
    assert 30 <= heard < 170 and before[1].startswith("met")
    assert f"校长周建国应听30节，已听{heard}节，已完成" in before[2]
    with Database.open(sample) as db:
        records = term_of(db)
        reporting_edits.edit_rule(db, records.term.uid, "0-17", {"number": 170})
        assert term_of(db).observations == records.observations
    after = told()
    assert after[0]["rest"] == before[0]["rest"]
    assert (after[0]["quota"]["target"], after[0]["quota"]["gap"]) == (170, 170 - heard)
    assert after[0]["quota"]["pace"] != before[0]["quota"]["pace"]
    assert after[1].startswith(("short", "late")) and "170节" in after[1] and f"差{170 - heard}节" in after[1]
    assert f"校长周建国应听170节，已听{heard}节，还差{170 - heard}节" in after[2]
    assert after[3].startswith(f"170 {heard} {170 - heard} ") and after[3] != before[3]
    with Database.open(sample) as db:
        reporting_edits.edit_rule(db, term_of(db).term.uid, "0-17", {})
    assert told() == before


# -- 7 ---------------------------------------------------------------------------------------------------------------


def test_scenario_07_a_lesson_without_a_comment_is_not_yet_heard_and_judged(school, tmp_path):
    silent = []
    for number, day in enumerate(school_days(30)):
        values = {"remarks": (), "grade": "良"} if number % 8 == 3 else {}
        item = school.hear(school.head, school.xu, day, 2, **values)
        if values:
            silent.append(item)
    assert len(silent) == 4
    found = statistics(school)
    one = quota(found, school.head.uid)
    assert (one.done, one.target, one.gap) == (26, 30, 4)
    assert [item.uid for item in one.uncommented] == [item.uid for item in silent]
    assert found.lessons_by(school.head.uid).lessons == 30
    finding = next(item for item in reporting.check(school.db, school.term.uid, LATE_IN_TERM) if item.id == "0-17")
    assert finding.status in ("short", "late")
    assert ("26节" in finding.have, finding.need) == (True, "30节")
    assert {("Observation", item.uid) for item in silent} <= set(finding.records)
    assert "4节" in "".join(finding.missing)
    # where only hearing is asked, as of the director, the same lessons count
    assert quota(found, school.director.uid).target == 60

    for item in silent:
        observing.revise(school.db, item.but(summary="板书清楚，提问要再收一收。"), today=lambda: LATE_IN_TERM)
    one = quota(statistics(school), school.head.uid)
    assert (one.done, one.gap, one.uncommented) == (30, 0, ())


# -- 8 ---------------------------------------------------------------------------------------------------------------


def test_scenario_08_one_lesson_heard_by_five_is_one_for_each_of_them_and_one_for_the_teacher(school):
    day = date(2025, 4, 8)
    observers = [school.head, school.deputy, school.director, school.zhang_chinese, school.wang]
    for observer in observers:
        school.hear(observer, school.xu, day, 3)
    found = statistics(school)
    assert [found.lessons_by(person.uid).lessons for person in observers] == [1] * 5
    assert found.observations.total.lessons == 5
    assert found.observations.taught_lessons == 1
    assert found.observations.taught_by_teacher == {school.xu.uid: 1}


# -- 9 ---------------------------------------------------------------------------------------------------------------


def test_scenario_09_four_lessons_at_another_school_are_in_the_sum_and_in_a_column_of_their_own(school, tmp_path):
    school.hear(school.director, school.xu, date(2025, 4, 7))
    away = observing.log(
        school.db,
        Observation(
            term_uid=school.term.uid,
            happened_on=date(2025, 4, 9),
            observer_uid=school.director.uid,
            taught_by_text="宋晓梅",
            is_outside=True,
            place_text="柳河镇中心小学",
            class_text="五年级",
            subject="语文",
            lesson_count=4,
        ),
        today=lambda: date(2025, 4, 9),
    )
    assert (away.lesson_count, away.is_outside, away.class_uid) == (4, True, None)
    tally = statistics(school).lessons_by(school.director.uid)
    assert (tally.lessons, tally.inside, tally.outside) == (5, 1, 4)
    plan = reporting.gather(school.db, school.term.uid, LATE_IN_TERM, only=("observation-statistics",))
    result = reporting.write_packet(plan, tmp_path / "出")
    rows = list(
        opened((result.folder / result.files[0].path).read_bytes())["汇总"].iter_rows(min_row=3, values_only=True)
    )
    head = [a or b for a, b in zip(rows[0], rows[1], strict=True)]
    line = dict(zip(head, next(row for row in rows if row[1] == "韩立新"), strict=True))
    assert (line["其中校外"], line["计入"]) == (4, 5)
    with pytest.raises(UserError, match="1到4节"):
        school.hear(school.director, school.xu, date(2025, 4, 10), 1, lesson_count=5)


# -- 10 --------------------------------------------------------------------------------------------------------------


def test_scenario_10_two_rooms_in_one_period_are_never_kept_silently(school):
    day = date(2025, 4, 8)
    school.hear(school.director, school.xu, day, 2)
    second = school.lesson(school.director, school.wang, day, 2, class_uid=school.fifth.uid)
    with pytest.raises(observing.Flagged) as told:
        observing.log(school.db, second, today=lambda: day)
    (concern,) = told.value.concerns
    assert concern.code == "two_rooms" and "第2节" in concern.sentence and "三（1）班" in concern.sentence
    assert [code for code, _ in concern.choices] == ["change_period", "make_walkthrough", "keep"]
    assert school.db.count(Observation) == 1

    observing.log(school.db, second.but(is_walkthrough=True), today=lambda: day)
    found = statistics(school).observations
    assert (found.total.lessons, len(found.walkthroughs)) == (1, 1)
    observing.log(
        school.db, school.lesson(school.director, school.wang, day, 3, class_uid=school.fifth.uid), today=lambda: day
    )
    assert statistics(school).lessons_by(school.director.uid).lessons == 2
    with pytest.raises(UserError, match="已经记过了"):
        school.hear(school.director, school.xu, day, 2)


def test_scenario_10_a_double_lesson_takes_both_its_periods(school):
    day = date(2025, 4, 8)
    school.hear(school.director, school.xu, day, 2, lesson_count=2)
    with pytest.raises(observing.Flagged, match="第3节"):
        school.hear(school.director, school.wang, day, 3, class_uid=school.fifth.uid)


# -- 11 --------------------------------------------------------------------------------------------------------------


def test_scenario_11_nobody_hears_her_own_lesson(school):
    item = school.lesson(school.head, school.head, date(2025, 4, 8))
    for draft in (False, True):
        with pytest.raises(UserError) as told:
            observing.log(school.db, item.but(is_draft=draft, reason="就是要记"), today=lambda: date(2025, 4, 8))
        assert told.value.field in ("observer_uid", "taught_by_uid") and "自己" in str(told.value)
    assert school.db.count(Observation) == 0


# -- 12 --------------------------------------------------------------------------------------------------------------


def test_scenario_12_who_was_never_heard_is_named(sample, call):
    with Database.open(sample) as db:
        records = term_of(db)
        unheard = [item.name for item in records.teachers if item.name not in ("张丽", "周建国")][:8]
        gone = {item.uid for item in records.teachers if item.name in unheard}
        observing.remove(db, [item.uid for item in records.observations if item.taught_by_uid in gone])
    found = json.loads(call("stats", sample, "--json").out)["coverage"]
    assert [item["name"] for item in found["never_heard"]] == unheard
    assert found["heard"] == found["teachers"] - 8
    checked = {item["id"]: item for item in json.loads(call("check", sample, "--json").out)}["0-19"]
    assert checked["status"] in ("short", "late")
    assert all(name in "".join(checked["missing"]) for name in unheard)
    assert {item["uid"] for item in checked["records"]} == gone


# -- 26 --------------------------------------------------------------------------------------------------------------


def test_scenario_26_a_head_who_teaches_and_leads_a_group_is_measured_for_each_and_summed_once(school, tmp_path):
    """校长、三年级道法、教研组长 in one person: each quota by itself, the lessons once."""
    posts = [Post(teacher_uid=school.head.uid, title=title) for title in ("校长", "教导主任", "综合教研组长")]
    staffing.save_teacher(school.db, school.head, posts)
    timetabling.assign(school.db, school.term, school.third.uid, "道德与法治", school.head.uid)
    for day in school_days(12):
        school.hear(school.head, school.xu, day, 2)
    school.hear(school.director, school.head, date(2025, 4, 8), 5, subject="道德与法治")
    found = statistics(school)
    mine = {item.role: item for item in found.quotas_of(school.head.uid)}
    assert {role: (item.target, item.done) for role, item in mine.items()} == {
        "principal": (30, 12),
        "teaching_director": (60, 12),
    }
    assert found.observations.total.lessons == 13
    assert found.lessons_by(school.head.uid).lessons == 12
    assert found.observations.taught_by_teacher[school.head.uid] == 1  # and was heard as a teacher
    plan = reporting.gather(school.db, school.term.uid, DEADLINE, only=("observation-statistics",))
    result = reporting.write_packet(plan, tmp_path / "出")
    rows = list(opened((result.folder / result.files[0].path).read_bytes())["汇总"].iter_rows(values_only=True))
    at = next(place for place, row in enumerate(rows) if row[1] == "周建国")
    assert [row[2] for row in rows[at : at + 2]] == ["校长", "教导主任"]
    assert sum(row[10] for row in rows if isinstance(row[10], int)) == 13


def test_scenario_26_the_sample_adds_up_whoever_holds_how_many_posts(made_sample):
    with Database.open(made_sample, read_only=True) as db:
        records = term_of(db)
        found = reporting.stats(db, records.term.uid, DEADLINE)
    figures = found.observations
    total = figures.total.lessons
    for groups in (figures.by_observer, figures.by_month, figures.by_week, figures.by_subject, figures.by_teacher):
        assert sum(tally.lessons for tally in groups.values()) == total
    director = teacher_named(records, "韩立新")
    assert {item.done for item in found.quotas_of(director.uid)} == {found.lessons_by(director.uid).lessons}
