"""The invented sample school: whole, consistent with itself, short of exactly five things, and movable to any day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from jiaoyan_desktop.domain import requirements
from jiaoyan_desktop.domain.calendar import SchoolCalendar
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.observing_rules import ObservingRules
from jiaoyan_desktop.domain.records import Record
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.domain.text import count_characters
from jiaoyan_desktop.errors import StorageTrouble
from jiaoyan_desktop.store.copying import verify
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import current_term, load
from jiaoyan_desktop.workflows import collecting, sample_school, setting_up

FIVE_GAPS = {
    "刘芳老师的推荐表还缺教材版本。",
    "六年级英语还没有周进度。",
    "4月10日联研林珺（主管领导）签到了，没有签退。",
    "4月21日联研的美篇缺评课记录照片1类。",
    "赵敏老师的心得正文998字，还差2字。",
}
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def school(tmp_path_factory) -> Path:
    return sample_school.build(tmp_path_factory.mktemp("sample") / "样例学校.jiaoyan")


@pytest.fixture(scope="module")
def records(school) -> TermRecords:
    return records_of(school)


def records_of(path: Path) -> TermRecords:
    with Database.open(path, read_only=True) as db:
        return load(db, current_term(db).uid)


def open_findings(path: Path, as_of: date) -> list:
    with Database.open(path, read_only=True) as db:
        term = current_term(db)
        pack = setting_up.pack_of(db, term)
        assert pack is not None
        return [item for item in requirements.check(load(db, term.uid), pack, as_of) if requirements.is_open(item)]


def test_it_is_as_large_as_a_real_school(records):
    assert (len(records.teachers), len(records.classes)) == (24, 10)
    assert {"林珺", "孙㛃", "阿依古丽·买买提"} <= {item.name for item in records.teachers}
    assert sum(item.name == "张丽" for item in records.teachers) == 2
    assert len(records.bell_schedules) == 2
    assert len(records.observations) >= 220
    assert len(records.activities) == 30
    assert all(records.participants_of[item.uid] and records.photos_of[item.uid] for item in records.activities)
    assert sum(item.is_joint for item in records.activities) == 2


def test_six_observers_reach_what_is_asked_of_them(records):
    heard = Counter(item.observer_uid for item in records.observations)
    names = {item.uid: item.name for item in records.teachers}
    assert len(heard) == 6
    of_name = {names[uid]: number for uid, number in heard.items()}
    assert of_name["周建国"] >= 30 and of_name["林珺"] >= 60 and of_name["韩立新"] >= 60
    by_deadline = [item for item in records.observations if item.happened_on <= date(2025, 6, 8)]
    assert len(by_deadline) >= 220


def test_the_timetable_has_no_clash_and_odd_and_even_weeks(records):
    lessons = TermLessons(records)
    assert not lessons.clashes(records.timetables[0].uid)
    assert {slot.parity for slot in records.slots} == {"all", "odd", "even"}


def test_every_observation_agrees_with_timetable_and_calendar(records):
    rules = ObservingRules(records, records.term.ends_on)
    asked = [concern for item in records.observations for concern in rules.concerns(item) if concern.level != "note"]
    assert not asked


def test_some_observations_were_written_down_late_and_say_why(records):
    late = [item for item in records.observations if item.recorded_on > item.happened_on + timedelta(days=3)]
    assert 5 <= len(late) <= 40
    assert all(item.reason for item in late)


def test_what_observers_wrote_is_not_copied(records):
    written = [tuple(remark.text for remark in item.remarks) for item in records.observations]
    assert len(set(written)) == len(written)
    assert all(len(texts) == 3 and all(texts) for texts in written)
    assert not [text for texts in written for text in texts if "{" in text]
    topics = Counter(item.topic for item in records.observations if not item.activity_uid and not item.lesson_study_uid)
    assert len(topics) > 120
    assert all(item.topic for item in records.observations)


def test_scores_add_up_by_the_countys_rubric(records):
    for item in records.observations:
        assert item.rubric.id == "lanxi-grounds"
        assert item.total == sum(score.points for score in item.scores)
        limits = {one.name: one.points for one in item.rubric.criteria}
        assert all(0 < score.points <= limits[score.criterion] for score in item.scores)
        reached = [one for one in item.rubric.grades if item.total >= one.at_least]
        assert item.grade == max(reached, key=lambda one: one.at_least).name


def test_twelve_lesson_studies_go_from_a_to_several_c_and_into_a_lesson(records):
    assert len(records.studies) == 12
    taught = {item.draft_revision_uid for item in records.observations}
    for study in records.studies:
        stages = Counter(draft.stage for draft in records.drafts_of[study.uid])
        assert (stages["A"], stages["B"]) == (1, 1) and stages["C"] >= 2
        a, b, *own = (records.revisions_of[draft.uid] for draft in records.drafts_of[study.uid])
        assert b[-1].sections != a[-1].sections and b[-1].adopted_uids
        assert all(revisions[-1].locked_on and revisions[-1].note for revisions in own)
        assert all(revisions[-1].sections != b[-1].sections for revisions in own)
        assert {revisions[-1].uid for revisions in own} & taught
        verdicts = {comment.verdict for comment in records.comments_of[study.uid]}
        assert "adopted" in verdicts and "pending" not in verdicts
        assert a[-1].made_on < b[-1].made_on < min(revisions[-1].locked_on for revisions in own)
    reflections = [answer for item in records.reflections for answer in (item.answers or {}).values()]
    assert len(reflections) == 4 * len(records.reflections) >= 60 and all(reflections)


def test_joint_research_has_guests_notes_and_reflections_of_everybody(records):
    texts = []
    for activity in (item for item in records.activities if item.is_joint):
        own = [item.teacher_uid for item in records.participants_of[activity.uid] if item.teacher_uid]
        guests = [item for item in records.participants_of[activity.uid] if not item.teacher_uid]
        assert {item.school_name for item in guests} - {records.school.name}
        handed_in = defaultdict(set)
        for item in records.handins_of[activity.uid]:
            handed_in[item.kind].add(item.teacher_uid)
            assert all((item.header or {}).values())
        assert handed_in["note"] == handed_in["reflection"] == set(own)
        texts += [item.text for item in records.handins_of[activity.uid] if item.kind == "reflection"]
        assert len(activity.purposes) == 3 and len(activity.story or {}) == 5
    assert len(set(texts)) == len(texts) == 18
    counted = sorted(count_characters(text).with_punctuation for text in texts)
    assert counted[0] == 998 and counted[1] >= 1000
    for text in texts:
        assert len(set(text.split("\n"))) == len(text.split("\n"))


def test_exactly_five_things_are_short_and_the_check_finds_them(school, records):
    for as_of, status in ((date(2025, 6, 6), "short"), (records.term.ends_on, "late")):
        found = open_findings(school, as_of)
        assert {sentence for item in found for sentence in item.missing} == FIVE_GAPS
        assert {item.id for item in found if item.kind == "material"} == {"M2", "M5", "M6", "M7", "M10"}
        assert {item.status for item in found if item.kind == "material"} == {status}


def test_reading_the_schools_own_files_changes_nothing_in_it(school):
    with Database.open(school, read_only=True) as db:
        for name, kind in (
            ("教师花名册.xlsx", "roster"),
            ("任课分工.xls", "assignments"),
            ("总课程表.xlsx", "timetable"),
            ("五年级语文教学进度表.xlsx", "progress"),
        ):
            counts = collecting.plan(db, SAMPLES / name, kind).counts
            assert counts["unchanged"] > 10
            assert (counts["new"], counts["changed"], counts["refused"]) == (0, 0, 0), name


def test_the_file_is_sound_and_undo_takes_back_one_small_thing(school, tmp_path):
    assert verify(school).ok
    copy = tmp_path / "copy.jiaoyan"
    copy.write_bytes(school.read_bytes())
    with Database.open(copy) as db:
        before = db.count(Observation)
        assert "听课" in db.undo().label
        assert db.count(Observation) == before - 1


def test_it_comes_out_the_same_every_time(school, tmp_path):
    again = sample_school.build(tmp_path / "again.jiaoyan")
    assert shape(records_of(again)) == shape(records_of(school))


@pytest.mark.parametrize(
    "today",
    [
        pytest.param(date(2026, 5, 20), id="spring, two holidays elsewhere"),
        pytest.param(date(2025, 11, 22), id="autumn, a Saturday, national holiday inside"),
        pytest.param(date(2027, 4, 7), id="a year without holiday data"),
    ],
)
def test_its_dates_move_so_that_today_falls_inside_the_term(today, tmp_path):
    path = sample_school.build(tmp_path / "moved.jiaoyan", today)
    records = records_of(path)
    calendar = SchoolCalendar.of_records(records)
    assert calendar.week_number(today) == 14
    assert records.term.starts_on.isoweekday() == 6 and records.term.ends_on.isoweekday() == 1
    assert len(records.observations) >= 220
    assert max(item.happened_on for item in records.observations) <= today
    assert all(item.recorded_on is not None and item.recorded_on <= today for item in records.observations)
    for item in records.observations:
        assert calendar.day_info(item.happened_on).kind in ("workday", "unknown")
        assert item.happened_on.isoweekday() <= 5 or calendar.day_info(item.happened_on).is_swapped
    rules = ObservingRules(records, today)
    assert not [one for item in records.observations for one in rules.concerns(item) if one.level != "note"]
    later = [item for item in records.activities if item.happened_on > today]
    assert later and all(item.state == "planned" and item.uid not in records.photos_of for item in later)
    assert all(item.state == "done" for item in records.activities if item not in later)
    found = open_findings(path, today)
    assert len({sentence for item in found for sentence in item.missing}) == 5
    assert {item.status for item in found if item.kind == "material"} == {"short"}


def test_the_countys_dates_move_with_it(tmp_path):
    today = date(2026, 5, 20)
    path = sample_school.build(tmp_path / "moved.jiaoyan", today)
    with Database.open(path, read_only=True) as db:
        pack = setting_up.pack_of(db, current_term(db))
        assert pack is not None and pack.deadline is not None
        assert timedelta() < pack.deadline - today < timedelta(days=7)
        assert pack.rule("0-44").quote == "2025年6月31日"  # the document's own words stay


def test_a_file_that_is_there_is_left_alone(tmp_path):
    path = tmp_path / "学校.jiaoyan"
    path.write_bytes(b"something of somebody")
    with pytest.raises(StorageTrouble):
        sample_school.build(path)
    assert path.read_bytes() == b"something of somebody"


def test_half_a_sample_is_never_left_behind(tmp_path, monkeypatch):
    def breaks(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sample_school.handing_in, "handins", breaks)
    with pytest.raises(OSError, match="No space"):
        sample_school.build(tmp_path / "学校.jiaoyan")
    assert not list(tmp_path.iterdir())


def shape(records: TermRecords) -> str:
    """Everything in the records but what differs from one making to the next: uids and the clock."""
    parts = []
    for value in vars(records).values():
        if isinstance(value, tuple):
            parts += [repr(item.but(revision="", changed_at="")) for item in value if isinstance(item, Record)]
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", "uid", "\n".join(parts))
