"""Scenarios 1 to 5 of the trade: days that do not exist, the day of counting, holidays, unknown years, weeks."""

from __future__ import annotations

import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from jiaoyan_desktop.domain.activity import Activity, Handin, Participant
from jiaoyan_desktop.domain.calendar import SchoolCalendar
from jiaoyan_desktop.domain.dates import read_date
from jiaoyan_desktop.domain.drafts import Taker
from jiaoyan_desktop.domain.lessons_now import TermLessons
from jiaoyan_desktop.domain.preparation import Comment, Reflection
from jiaoyan_desktop.domain.reporting import Export, Overlay
from jiaoyan_desktop.domain.term import CalendarDay
from jiaoyan_desktop.domain.timetable import Progress
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.workflows import (
    discussing,
    keeping,
    meeting,
    observing,
    planning,
    preparing,
    reporting,
    reporting_edits,
    setting_up,
    timetabling,
)
from tests.documents.excel_files import opened
from tests.documents.office_files import W, body, lines, table_texts
from tests.end_to_end.schools import DEADLINE, SmallSchool, teacher_named, term_of

pytestmark = pytest.mark.without_window


@pytest.fixture
def school(tmp_path):
    found = SmallSchool(tmp_path / "学校.jiaoyan")
    yield found
    found.db.close()


def calendar_of(school: SmallSchool) -> SchoolCalendar:
    return SchoolCalendar.of_records(school.records)


def text_of(path: Path) -> str:
    return "".join(lines(body(path.read_bytes())))


def rows_of(path: Path, number: int) -> list[list[str]]:
    """The rows of the ``number``-th table, none where there are fewer tables."""
    root = body(path.read_bytes())
    return table_texts(root, number) if number < len(list(root.iter(f"{W}tbl"))) else []


# -- 1 ---------------------------------------------------------------------------------------------------------------


def test_scenario_01_the_thirty_first_of_june_is_refused_and_the_thirtieth_offered(school, call):
    with pytest.raises(UserError) as told:
        read_date("6月31日", starts_on=school.term.starts_on, ends_on=school.term.ends_on, field="ends_on")
    assert "6月只有30天" in str(told.value)
    assert (told.value.field, told.value.suggestion) == ("ends_on", date(2025, 6, 30))


def test_scenario_01_the_countys_own_words_stay_and_the_date_that_counts_is_the_thirtieth(school):
    pack = setting_up.pack_of(school.db, school.term)
    assert pack is not None
    assert pack.dates["推门听课"][1] == date(2025, 6, 30)
    assert "6月31日" in pack.rule("0-44").quote
    assert any("6月只有30天" in note for note in pack.date_notes)


def test_scenario_01_an_edit_of_the_countys_date_must_be_a_real_day(school):
    with pytest.raises(UserError, match="不是日期"):
        reporting_edits.edit_rule(school.db, school.term.uid, "M8", {"deadline": "2025-06-31"})
    assert not school.db.find(Overlay)


# -- 2 ---------------------------------------------------------------------------------------------------------------


def test_scenario_02_figures_stop_at_the_day_of_counting_and_the_report_that_went_out_stays(sample, call, tmp_path):
    out = tmp_path / "报送"
    words = ("export", sample, "--out", out, "--as-of", "2025-06-08", "--only", "M8")
    assert call(*words).code == 0
    (summary,) = out.rglob("*总结*.docx")
    sent, before = text_of(summary), json.loads(call("stats", sample, "--as-of", "2025-06-08", "--json").out)
    assert "截至2025年6月8日" in sent and "推门听课延续至2025年6月30日，后续数字另行补报" in sent
    assert f"累计听课{before['observations']['lessons']}节" in sent

    with Database.open(sample) as db:  # the director enters what she heard after the deadline
        records = term_of(db)
        day = date(2025, 6, 12)
        director = teacher_named(records, "韩立新")
        free = next(
            lesson
            for lesson in TermLessons(records).on(day)
            if lesson.teacher_uid != director.uid
            and not any(own.period == lesson.period for own in TermLessons(records).of_teacher(director.uid, day))
            and not any(
                (item.observer_uid, item.happened_on, item.period) == (director.uid, day, lesson.period)
                for item in records.observations
            )
        )
        later = observing.prefill(records, day, free.period, free.class_uid, observer_uid=director.uid)
        observing.log(db, later.but(reason="期末补听"), today=lambda: day)
    assert text_of(summary) == sent  # what went out is not touched
    after = json.loads(call("stats", sample, "--as-of", "2025-06-08", "--json").out)
    assert after["observations"].pop("later") == before["observations"].pop("later") + 1
    assert after == before
    whole = json.loads(call("stats", sample, "--as-of", "2025-06-30", "--json").out)
    assert whole["observations"]["lessons"] > before["observations"]["lessons"]

    assert call(*words).code == 0  # and the same day exported again still says the same
    (again,) = [path for path in out.rglob("*总结*.docx") if "前一份" not in str(path)]
    assert text_of(again) == sent
    with Database.open(sample, read_only=True) as db:
        assert [item.as_of for item in db.find(Export)] == [DEADLINE, DEADLINE]


def test_scenario_02_whatever_comes_later_is_in_no_figure_of_the_day(sample):
    """Lessons, meetings, opinions, drafts taught, reflections and hand-ins of the days after change nothing."""
    with Database.open(sample) as db:
        records = term_of(db)
        study = records.studies[0]
        b_draft = next(item for item in records.drafts_of[study.uid] if item.stage == "B")
        authors = {item.author_uid for item in records.drafts_of[study.uid]}
        taker = next(person for person in records.teachers if person.uid not in authors)
        made = preparing.fork(db, b_draft.uid, [Taker(teacher_uid=taker.uid)], today=lambda: DEADLINE)
        before = reporting.stats(db, records.term.uid, DEADLINE).to_dict()
        told = summary_of(db)
        later = date(2025, 6, 12)
        teacher = teacher_named(records, "徐静")
        held = planning.save_activity(
            db,
            Activity(term_uid=records.term.uid, kind="集体备课", title="期末复习", happened_on=later, state="done"),
        )
        meeting.set_participants(db, held.uid, [Participant(activity_uid=held.uid, teacher_uid=teacher.uid)])
        discussing.comment(
            db,
            Comment(
                lesson_study_uid=study.uid,
                text="再练一题",
                speaker_uid=teacher.uid,
                activity_uid=held.uid,
                verdict="adopted",
            ),
        )
        preparing.teach(db, made.drafts[0].uid, later)
        discussing.reflect(
            db, Reflection(lesson_study_uid=study.uid, teacher_uid=taker.uid, text="时间不够"), today=lambda: later
        )
        joint = next(item for item in records.activities if item.is_joint)
        meeting.save_handin(
            db, Handin(activity_uid=joint.uid, teacher_uid=teacher.uid, kind="note"), today=lambda: later
        )
        timetabling.assign(
            db, records.term, records.classes[0].uid, "心理健康", teacher.uid, starts_on=date(2025, 6, 11)
        )
        assert reporting.stats(db, records.term.uid, DEADLINE).to_dict() == before
        assert summary_of(db) == told


def test_scenario_02_checked_on_an_earlier_day_nobody_owes_what_came_after_it(made_sample):
    """On 11 April 张丽 had not yet given her lesson, and of the day before only four papers were handed in."""
    day = date(2025, 4, 11)
    with Database.open(made_sample, read_only=True) as db:
        records = term_of(db)
        found = {item.id: item for item in reporting.check(db, records.term.uid, day)}
    assert not [sentence for sentence in found["0-40"].missing if "张丽" in sentence]
    received = [item for item in records.handins if item.received_on and item.received_on <= day]
    assert len(found["0-55"].missing) == len(received) == 4


def summary_of(db: Database) -> str:
    """Every word of the summary as of the deadline."""
    with tempfile.TemporaryDirectory() as folder:
        plan = reporting.gather(db, term_of(db).term.uid, DEADLINE, only=("term-summary",))
        result = reporting.write_packet(plan, folder)
        return text_of(result.folder / result.files[0].path)


def test_scenario_02_an_export_stays_in_the_register_when_everything_else_is_undone(school, tmp_path):
    school.hear(school.director, school.xu, date(2025, 6, 9))
    plan = reporting.gather(school.db, school.term.uid, DEADLINE, only=("M8",))
    kept = reporting.record_export(school.db, school.term.uid, reporting.write_packet(plan, tmp_path / "出"))
    while True:
        try:
            keeping.undo(school.db)
        except UserError:
            break
    assert school.db.find(Export) == [kept]
    assert school.records.term.name == "2025年春季学期"  # and a school is never undone away


# -- 3 ---------------------------------------------------------------------------------------------------------------


def test_scenario_03_the_eighth_week_has_its_working_sunday_and_follows_the_weekday_that_is_said(school):
    calendar = calendar_of(school)
    week = next(item for item in calendar.weeks() if item.number == 8)
    sunday = week.days[-1]
    assert (sunday.day, sunday.kind, sunday.is_swapped) == (date(2025, 4, 27), "workday", True)
    assert "上班" in sunday.name and sunday.timetable_weekday is None and "按星期几的课表" in sunday.note
    holiday = calendar.day_info(date(2025, 5, 31))
    assert holiday.kind == "holiday" and "端午" in holiday.name
    assert sum(day.kind == "workday" for day in week.days) == 6

    version = timetabling.new_version(school.db, school.term, date(2025, 3, 3))
    timetabling.set_lesson(school.db, version, school.third.uid, 3, 2, [("数学", school.xu.uid, "all")])
    assert TermLessons(school.records).on(sunday.day) == ()
    with pytest.raises(UserError, match="星期几"):
        setting_up.save_day(school.db, CalendarDay(term_uid=school.term.uid, day=sunday.day, kind="workday"))
    setting_up.save_day(
        school.db, CalendarDay(term_uid=school.term.uid, day=sunday.day, kind="workday", follows_weekday=3)
    )
    (lesson,) = TermLessons(school.records).on(sunday.day)
    assert (lesson.subject, lesson.period, lesson.teacher_uid) == ("数学", 2, school.xu.uid)
    heard = observing.prefill(school.records, sunday.day, 2, school.third.uid, observer_uid=school.director.uid)
    saved = observing.log(school.db, heard, today=lambda: sunday.day)
    assert (saved.subject, saved.taught_by_uid) == ("数学", school.xu.uid)


def test_scenario_03_a_lesson_on_a_holiday_is_asked_about_and_kept_only_with_a_reason(school):
    item = school.lesson(school.director, school.xu, date(2025, 5, 31))
    with pytest.raises(observing.Flagged, match="端午") as told:
        observing.log(school.db, item, today=lambda: date(2025, 6, 3))
    assert told.value.concerns[0].code == "holiday"
    assert observing.log(school.db, item.but(reason="端午送教"), today=lambda: date(2025, 6, 3)).reason == "端午送教"


# -- 4 ---------------------------------------------------------------------------------------------------------------


def test_scenario_04_a_year_without_an_arrangement_is_not_recorded_never_guessed(tmp_path, call):
    school = SmallSchool(
        tmp_path / "2027.jiaoyan",
        starts_on=date(2027, 3, 1),
        ends_on=date(2027, 6, 30),
        first_week_on=date(2027, 3, 1),
    )
    day = date(2027, 3, 9)
    calendar = calendar_of(school)
    info = calendar.day_info(day)
    assert (info.kind, info.name, info.timetable_weekday) == ("unknown", "未录入", None)
    assert "2027年" in info.note
    assert calendar.working_days(day, day + timedelta(days=6)).known == 0
    assert all(item.kind == "unknown" for week in calendar.weeks() for item in week.days)
    school.hear(school.director, school.xu, day)  # recorded all the same: what happened, happened
    setting_up.record_year(school.db, school.term, 2027)
    assert calendar_of(school).day_info(day).kind == "workday"
    school.db.undo()
    school.db.close()
    assert call("check", school.db.path).code == 3
    assert call("stats", school.db.path, "--json").code == 0
    made = call("export", school.db.path, "--out", tmp_path / "出", "--allow-missing")
    assert made.code == 0, made.err


# -- 5 ---------------------------------------------------------------------------------------------------------------


def test_scenario_05_weeks_begin_on_the_day_the_school_says_in_every_table_at_once(tmp_path):
    """1 March is the Saturday before: with Sunday as first day, Sunday 9 March moves into week 2 everywhere."""
    school = SmallSchool(tmp_path / "学校.jiaoyan", starts_on=date(2025, 3, 1), first_week_on=date(2025, 3, 3))
    sunday = date(2025, 3, 9)
    timetabling.save_progress(
        school.db,
        Progress(term_uid=school.term.uid, grade=3, subject="数学", first_week=2, last_week=2, content="位置"),
    )
    timetabling.assign(school.db, school.term, school.third.uid, "数学", school.xu.uid)
    school.hear(school.director, school.xu, sunday, reason="周末补课")
    planning.save_activity(
        school.db, Activity(term_uid=school.term.uid, kind="主题教研", title="周日教研", happened_on=sunday)
    )

    def weeks() -> tuple[int | None, list[int | None], str]:
        found = reporting.stats(school.db, school.term.uid, DEADLINE)
        planned = TermLessons(school.records).planned_topic(school.third.uid, "数学", sunday)
        return calendar_of(school).week_number(sunday), list(found.observations.by_week), planned

    assert calendar_of(school).week_place(date(2025, 3, 1)).label == "开学前"
    assert weeks() == (1, [1], "")
    before = school.records.observations
    setting_up.revise_term(school.db, school.term.but(week_starts_on=7))
    assert weeks() == (2, [2], "位置")
    assert calendar_of(school).week_number(date(2025, 3, 2)) == 1
    assert school.records.observations == before  # no record was changed for it
    result = reporting.write_packet(
        reporting.gather(school.db, school.term.uid, DEADLINE, only=("M1", "M5")), tmp_path / "出"
    )
    made = {path.suffix: path for path in (result.folder / item.path for item in result.files)}
    plan = [row for number in range(5) for row in rows_of(made[".docx"], number)]
    assert next(row for row in plan if "周日教研" in row)[0] == "第2周"
    weeks_table = opened(made[".xlsx"].read_bytes()).worksheets[0]
    assert "3.10—3.14" in {cell for row in weeks_table.iter_rows(values_only=True) for cell in row}
    school.db.close()
