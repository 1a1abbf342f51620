"""Observations on a real file: kept, refused, flagged, finished, taken back, and what the lesson fills in by itself."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.observation import Criterion, Grade, LessonStep, Observation, Remark, Rubric, Score
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision, LessonStudy, Section
from jiaoyan_desktop.domain.timetable import Progress
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store import term_records
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import observing, preparing
from tests import builders

TUESDAY = date(2025, 4, 8)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def today() -> date:
    return date(2025, 4, 9)


class World:
    """A school with 三（1）班 and 四（1）班, each with one lesson on Tuesday in the second period."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.school, self.term = builders.a_school(), builders.a_term()
        self.han, self.xu, self.wang = (builders.a_teacher(name) for name in ("韩立新", "徐静", "王秀兰"))
        self.third, self.fourth = builders.a_class(3, 1), builders.a_class(4, 1)
        timetable = builders.a_timetable(term_uid=self.term.uid)
        with db.change("建校") as change:
            change.put(self.school)
            change.put(self.term)
            change.put_all([self.han, self.xu, self.wang])
            change.put_all([self.third, self.fourth])
            change.put(timetable)
            change.put(builders.a_slot(timetable, self.third, 2, 2, "数学", self.xu))
            change.put(builders.a_slot(timetable, self.fourth, 2, 2, "语文", self.wang))
            change.put(
                Progress(
                    term_uid=self.term.uid, grade=3, subject="数学", first_week=6, last_week=6, content="小数的初步认识"
                )
            )

    def lesson(self, room=None, **values) -> Observation:
        made = observing.prefill(
            term_records.load(self.db, self.term.uid), TUESDAY, 2, (room or self.third).uid, observer_uid=self.han.uid
        )
        return made.but(**values)

    def log(self, item: Observation | None = None, *pictures) -> Observation:
        return observing.log(self.db, item or self.lesson(), pictures, today=today)


@pytest.fixture
def world(tmp_path):
    with Database.create(tmp_path / "school.jiaoyan") as db:
        yield World(db)


# -- what the lesson fills in ----------------------------------------------------------------------------------------


def test_a_lesson_of_the_timetable_fills_in_teacher_subject_and_topic(world):
    item = world.lesson()
    assert (item.taught_by_uid, item.subject, item.topic) == (world.xu.uid, "数学", "小数的初步认识")
    assert (item.term_uid, item.school_uid, item.observer_uid) == (world.term.uid, world.school.uid, world.han.uid)


def test_where_the_timetable_knows_nothing_only_the_place_is_filled_in(world):
    records = term_records.load(world.db, world.term.uid)
    item = observing.prefill(records, TUESDAY, 5, world.third.uid)
    assert (item.class_uid, item.period, item.taught_by_uid, item.subject) == (world.third.uid, 5, None, "")
    assert observing.prefill(records, TUESDAY, 2, None).class_uid is None


# -- keeping ---------------------------------------------------------------------------------------------------------


def test_a_lesson_heard_is_kept_under_its_name_with_the_day_of_entry(world):
    saved = world.log(world.lesson(recorded_on=date(2025, 1, 1)))
    assert world.db.need(Observation, saved.uid) == saved
    assert saved.recorded_on == today()
    assert world.db.recent_changes(1)[0].label == "记录听课：徐静 三（1）班数学"
    world.db.undo()
    assert world.db.count(Observation) == 0


def test_what_was_typed_is_cleaned_and_empty_lines_fall_away(world):
    saved = world.log(
        world.lesson(
            topic=" 小数\u200b的\n认识 ",
            steps=(LessonStep(at=" 8:50", teaching="导入\x0b提问 "), LessonStep(at="", teaching=" ")),
            remarks=(Remark(column="精点", text=" 情境好 "), Remark(column="不足", text="")),
            taught_by_text="徐老师",
        )
    )
    assert saved.topic == "小数的 认识"
    assert saved.steps == (LessonStep(at="8:50", teaching="导入\n提问"),)
    assert saved.remarks == (Remark(column="精点", text="情境好"),)
    assert saved.taught_by_text == ""


def test_photographed_pages_are_kept_once(world):
    saved = world.log(None, ("1.png", PNG), ("again.png", PNG))
    assert len(saved.pictures) == 1
    assert world.db.blob(saved.pictures[0]) == PNG
    more = observing.revise(world.db, saved, [("2.png", PNG + b"1")], today=today)
    assert more.pictures[0] == saved.pictures[0] and len(more.pictures) == 2
    with pytest.raises(UserError, match="不是照片"):
        observing.revise(world.db, saved, [("x.doc", b"abc")], today=today)


def test_points_become_total_and_grade(world):
    rubric = Rubric(
        id="r", title="评价表", criteria=(Criterion(name="目标", points=100),), grades=(Grade(name="良", at_least=80),)
    )
    saved = world.log(world.lesson(rubric=rubric, scores=(Score(criterion="目标", points=86),)))
    assert (saved.total, saved.grade, saved.rubric) == (86, "良", rubric)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"observer_uid": ""}, "observer_uid", "还没有选听课人"),
        ({"taught_by_uid": None}, "taught_by_uid", "还没有写授课教师"),
        ({"period": 0}, "period", "还没有写节次"),
        ({"lesson_count": 5}, "lesson_count", "节数写的是5"),
        ({"happened_on": date(2025, 4, 10)}, "happened_on", "4月10日还没有到"),
        ({"happened_on": date(2025, 2, 8)}, "happened_on", "2月8日不在"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused_at_its_field(world, values, field, words):
    with pytest.raises(UserError, match=words) as told:
        world.log(world.lesson(**values))
    assert told.value.field == field
    assert not isinstance(told.value, observing.Flagged)
    assert world.db.count(Observation) == 0


def test_ones_own_lesson_is_refused_even_as_a_draft(world):
    for is_draft in (False, True):
        with pytest.raises(UserError, match="就是徐静自己上的") as told:
            world.log(world.lesson(observer_uid=world.xu.uid, is_draft=is_draft, reason="真的"))
        assert told.value.field == "observer_uid"


def test_two_rooms_in_one_period_want_a_reason_or_a_walkthrough(world):
    world.log()
    other = world.lesson(world.fourth)
    with pytest.raises(observing.Flagged) as told:
        world.log(other)
    assert [concern.code for concern in told.value.concerns] == ["two_rooms"]
    assert told.value.field == "period"
    assert ("make_walkthrough", "改成巡课") in told.value.concerns[0].choices
    assert world.log(other.but(is_walkthrough=True)).is_walkthrough
    kept = world.log(other.but(uid="another", reason="两班合上一节"))
    assert kept.reason == "两班合上一节"


def test_a_draft_is_kept_without_asking_and_asked_when_it_is_finished(world):
    world.log()
    draft = world.log(world.lesson(world.fourth, is_draft=True, period=2, taught_by_uid=None))
    with pytest.raises(UserError, match="还没有写授课教师"):
        observing.finish(world.db, draft.uid, today=today)
    draft = observing.revise(world.db, draft.but(taught_by_uid=world.wang.uid), today=today)
    with pytest.raises(observing.Flagged):
        observing.finish(world.db, draft.uid, today=today)
    observing.revise(world.db, draft.but(reason="两班合上"), today=today)
    done = observing.finish(world.db, draft.uid, today=today)
    assert not done.is_draft
    assert world.db.recent_changes(1)[0].label == "听课写好了：王秀兰 四（1）班语文"


# -- changing --------------------------------------------------------------------------------------------------------


def test_a_change_keeps_the_day_of_entry(world):
    saved = world.log()
    later = observing.revise(
        world.db, saved.but(topic="分数", recorded_on=date(2020, 1, 1)), today=lambda: date(2025, 5, 6)
    )
    assert (later.topic, later.recorded_on) == ("分数", today())


def test_what_was_explained_is_not_asked_again_but_something_new_is(world):
    world.log()
    kept = world.log(world.lesson(world.fourth, reason="两班合上一节"))
    assert observing.revise(world.db, kept.but(topic="《赵州桥》"), today=today).topic == "《赵州桥》"
    with pytest.raises(observing.Flagged) as told:
        observing.revise(world.db, kept.but(subject="科学"), today=today)
    assert [concern.code for concern in told.value.concerns] == ["other_lesson"]
    changed = observing.revise(world.db, kept.but(subject="科学", reason="两班合上一节；与科学对调"), today=today)
    assert changed.subject == "科学"


def test_removing_can_be_undone(world):
    saved = world.log()
    change = observing.remove(world.db, [saved.uid, "gone"])
    assert world.db.count(Observation) == 0
    assert world.db.recent_changes(1)[0].label == "删除听课：4月8日 徐静 三（1）班数学"
    world.db.undo(change)
    assert world.db.need(Observation, saved.uid).topic == saved.topic
    assert observing.remove(world.db, ["gone"]) == ""


# -- several at once -------------------------------------------------------------------------------------------------


def test_several_are_kept_together(world):
    second = world.lesson(happened_on=date(2025, 4, 1))
    saved = observing.log_several(world.db, [world.lesson(), second], today=today)
    assert [item.happened_on for item in saved] == [TUESDAY, date(2025, 4, 1)]
    assert world.db.recent_changes(1)[0].label == "记录听课：2节"
    with pytest.raises(UserError, match="还没有写哪一节"):
        observing.log_several(world.db, [])


def test_one_bad_row_keeps_all_out_and_is_named(world):
    with pytest.raises(observing.Flagged, match="第2行：韩立新4月8日第2节已经记了在三（1）班听课") as told:
        observing.log_several(world.db, [world.lesson(), world.lesson(world.fourth)], today=today)
    assert told.value.field == "1.period"
    assert world.db.count(Observation) == 0


# -- the draft that was taught ---------------------------------------------------------------------------------------


def c_draft(world) -> Draft:
    study = LessonStudy(term_uid=world.term.uid, topic="小数的初步认识", subject="数学", grade=3, lead_uid=world.xu.uid)
    study = preparing.begin(world.db, study, (Section(heading="教学目标", text="认识小数。"),))
    b = preparing.promote(world.db, world.db.find(Draft, lesson_study_uid=study.uid)[0].uid, ()).drafts[0]
    return preparing.fork(world.db, b.uid, [Taker(teacher_uid=world.xu.uid)]).drafts[0]


def test_the_draft_of_the_lesson_is_proposed_by_teacher_subject_and_topic(world):
    draft = c_draft(world)
    records = term_records.load(world.db, world.term.uid)
    found = observing.draft_taught(records, world.lesson())
    assert found is not None and found.draft_uid == draft.uid
    assert observing.draft_taught(records, world.lesson(topic="年月日")) is None
    assert observing.draft_taught(records, world.lesson(world.fourth, topic="小数的初步认识")) is None


def test_a_draft_that_was_heard_is_locked_with_the_lesson(world):
    draft = c_draft(world)
    revision = preparing.latest(world.db, draft.uid)
    unfinished = world.log(world.lesson(draft_revision_uid=revision.uid, is_draft=True))
    assert world.db.need(Draft, draft.uid).state == "writing"
    done = observing.finish(world.db, unfinished.uid, today=today)
    assert done.lesson_study_uid == draft.lesson_study_uid
    locked = world.db.need(DraftRevision, revision.uid)
    assert (locked.locked_on, locked.locked_because) == (TUESDAY, "4月8日上课用了")
    assert world.db.need(Draft, draft.uid).state == "taught"
