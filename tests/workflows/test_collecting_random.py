"""Round trips: known people and lessons, written out in a random layout, come back whole or are listed; never wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.documents.sheets_model import Merge, Sheet
from jiaoyan_desktop.domain import column_names
from jiaoyan_desktop.domain.dates import DATE_FORMATS
from jiaoyan_desktop.domain.glossary import SUBJECT_ALIASES, SUBJECTS
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Teacher
from tests.builders import a_class, a_teacher, term_records
from tests.workflows.collecting_kit import plan_of

NAMES = ("王秀兰", "孙㛃", "林珺", "阿依古丽·买买提", "欧阳雪", "陈志强", "佟大伟", "白秀英", "冯春生", "董明")
TITLES = ("清水酄乡中心小学", "填报单位（盖章）：　　填报日期：2025年3月3日")
FOOTERS = ("注：1.照实填写。", "校长签字：　　填表人：", "合计")
LOOSE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Layout:
    """How a table is laid out on its sheet."""

    fields: tuple[str, ...]
    heads: tuple[str, ...]
    left: int
    titles: int
    footers: int
    two_levels: bool
    blanks: tuple[int, ...]


@st.composite
def layouts(draw: st.DrawFn, columns: column_names.Columns, needs: Sequence[str], others: Sequence[str]) -> Layout:
    chosen = draw(st.lists(st.sampled_from(others), min_size=2, unique=True))
    fields = tuple(draw(st.permutations([*needs, *chosen])))
    dressed = st.sampled_from(["{}", "{} ", "{}：", "{}（必填）", " {}", "*{}"])
    heads = tuple(draw(dressed).format(draw(st.sampled_from(columns[field]))) for field in fields)
    return Layout(
        fields=fields,
        heads=heads,
        left=draw(st.integers(0, 2)),
        titles=draw(st.integers(0, 2)),
        footers=draw(st.integers(0, 3)),
        two_levels=draw(st.booleans()),
        blanks=tuple(draw(st.lists(st.integers(0, 8), max_size=3))),
    )


def sheet_of(layout: Layout, lines: Sequence[dict[str, Any]]) -> tuple[Sheet, list[int]]:
    """The sheet, and the row that each line stands in."""
    width = layout.left + len(layout.fields)
    rows: list[list[Any]] = [[None] * layout.left + [title] for title in TITLES[: layout.titles]]
    merges: list[Merge] = []
    if layout.two_levels:
        rows.append([None] * layout.left + ["基本情况"])
        merges.append(Merge(len(rows), layout.left + 1, len(rows), width))
    rows.append([None] * layout.left + list(layout.heads))
    places: list[int] = []
    for number, line in enumerate(lines):
        rows += [[] for blank in layout.blanks if blank == number]
        rows.append([None] * layout.left + [line.get(field) for field in layout.fields])
        places.append(len(rows))
    for footer in FOOTERS[: layout.footers]:
        rows.append([None] * layout.left + [footer])
        merges.append(Merge(len(rows), layout.left + 1, len(rows), width))
    padded = tuple(tuple(row) + (None,) * (width - len(row)) for row in rows)
    return Sheet("表", padded, tuple(merges)), places


MONTHS = st.dates(date(1960, 1, 1), date(2003, 12, 28))
BIRTH_FORMS = ("{0.year}.{0.month:02d}", "{0.year}.{0.month}", "{0.year}年{0.month}月", "{0.year}-{0.month:02d}")


@st.composite
def people(draw: st.DrawFn) -> list[tuple[dict[str, str], dict[str, Any]]]:
    """(what is true, what is written) of some teachers; the last may be a namesake of the first."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    if draw(st.booleans()):
        names.append(names[0])
    found: list[tuple[dict[str, str], dict[str, Any]]] = []
    for number, name in enumerate(names):
        born = draw(MONTHS)
        phone = f"138{draw(st.integers(0, 9)):01d}550{number:04d}"
        subject = draw(st.sampled_from([*SUBJECTS, *SUBJECT_ALIASES]))
        true = {
            "name": name,
            "gender": draw(st.sampled_from("男女")),
            "born": f"{born.year}-{born.month:02d}",
            "phone": phone,
            "subject": SUBJECT_ALIASES.get(subject, subject),
            "education": draw(st.sampled_from(["本科", "专科", ""])),
            "note": draw(st.sampled_from(["", "县骨干", "55岁"])),
        }
        spaced = f"{name[0]} {name[1:]}" if len(name) == 3 and draw(st.booleans()) else name
        written: dict[str, Any] = {**true, "name": spaced, "subject": subject}
        births = [form.format(born) for form in BIRTH_FORMS] + [born, float(f"{born.year}.{born.month}")]
        written["born"] = draw(st.sampled_from(births))
        written["phone"] = draw(st.sampled_from([phone, float(phone), f"{phone[:3]} {phone[3:7]} {phone[7:]}"]))
        found.append((true, written))
    return found


ROSTER_LAYOUTS = layouts(column_names.ROSTER, ["name", "phone"], ["gender", "born", "subject", "education", "note"])


@LOOSE
@given(people(), ROSTER_LAYOUTS)
def test_people_come_back_whole_or_are_listed(known, layout):
    sheet, places = sheet_of(layout, [written for _, written in known])
    found = plan_of(term_records(), "roster", sheet)
    teachers = {teacher.phone: teacher for teacher in found.puts if isinstance(teacher, Teacher)}
    listed = {(problem.row, problem.field) for problem in found.problems}
    refused = {problem.row for problem in found.problems if problem.level == "必须改"}
    for place, (true, _) in zip(places, known, strict=True):
        teacher = teachers.get(true["phone"])
        if teacher is None:
            assert place in refused
            continue
        for field in layout.fields:
            assert getattr(teacher, field) == true[field] or (place, field) in listed, field
    assert len(teachers) + len(refused) == len(known)
    assert len(found.rows) == len(known)


@LOOSE
@given(people(), ROSTER_LAYOUTS, st.data())
def test_a_damaged_cell_never_becomes_a_wrong_value(known, layout, data):
    sheet, places = sheet_of(layout, [written for _, written in known])
    at = data.draw(st.integers(0, len(known) - 1))
    field = data.draw(st.sampled_from(layout.fields))
    junk = data.draw(st.one_of(st.text(max_size=12), st.floats(), st.integers(-9, 10**12), st.dates(), st.booleans()))
    rows = [list(row) for row in sheet.rows]
    rows[places[at] - 1][layout.left + layout.fields.index(field)] = junk
    found = plan_of(term_records(), "roster", Sheet("表", tuple(map(tuple, rows)), sheet.merges))
    listed = {(problem.row, problem.field) for problem in found.problems}
    teachers = {teacher.phone: teacher for teacher in found.puts if isinstance(teacher, Teacher)}
    for number, (place, (true, _)) in enumerate(zip(places, known, strict=True)):
        teacher = teachers.get(true["phone"])
        if number == at or teacher is None:
            continue
        for name in layout.fields:
            assert getattr(teacher, name) == true[name] or (place, name) in listed


CLASSES = tuple(a_class(grade, number) for grade in (3, 4, 5) for number in (1, 2))
OBSERVERS = tuple(a_teacher(name, "数学", order=number) for number, name in enumerate(NAMES[:4]))
TAUGHT = tuple(a_teacher(name, "语文", order=number + 10) for number, name in enumerate(NAMES[4:]))
SCHOOL = term_records(teachers=OBSERVERS + TAUGHT, classes=CLASSES)
CLASS_FORMS = ("{c}（{n}）班", "{c}({n})", "{d}.{n}", "{c}年{n}班", "{c}年级{n}班", "{d}-{n}", "{d}0{n}", "{c}{n}")
PERIOD_FORMS = ("{0}", "第{0}节", "{0}.0")
DAY_FORMS = ("date_dots", "date_iso", "month_day", "month_dots", "date_cn", "date_screen", "compact")


@st.composite
def lessons(draw: st.DrawFn) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(what is true, what is written) of lessons heard, each in a period of its own."""
    found: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for number in range(draw(st.integers(1, 7))):
        day = date(2025, 3, 3) + timedelta(days=draw(st.integers(0, 110)))
        school_class = draw(st.sampled_from(CLASSES))
        subject = draw(st.sampled_from(["语文", "数学", "道法", "音", "体健"]))
        true = {
            "observer_uid": draw(st.sampled_from(OBSERVERS)).uid,
            "taught_by_uid": draw(st.sampled_from(TAUGHT)).uid,
            "happened_on": day,
            "period": number % 6 + 1,
            "class_uid": school_class.uid,
            "subject": SUBJECT_ALIASES.get(subject, subject),
            "topic": draw(st.sampled_from(["", "《山行》", "分数的意义"])),
            "lesson_count": draw(st.integers(1, 4)),
        }
        by_uid = {teacher.uid: teacher.name for teacher in OBSERVERS + TAUGHT}
        figures = {"c": "一二三四五六"[school_class.grade - 1], "d": school_class.grade, "n": school_class.number}
        days: list[Any] = [DATE_FORMATS[form](day) for form in DAY_FORMS] + [day]
        written = {
            "observer": by_uid[true["observer_uid"]],
            "taught_by": by_uid[true["taught_by_uid"]],
            "happened_on": draw(st.sampled_from([*days, float(f"{day.month}.{day.day}")])),
            "period": draw(st.sampled_from([form.format(true["period"]) for form in PERIOD_FORMS] + [true["period"]])),
            "class": draw(st.sampled_from(CLASS_FORMS)).format(**figures),
            "subject": subject,
            "topic": true["topic"],
            "lesson_count": draw(st.sampled_from([true["lesson_count"], float(true["lesson_count"])])),
        }
        found.append((true, written))
    return found


LEDGER_LAYOUTS = layouts(
    column_names.OBSERVATIONS,
    ["observer", "happened_on"],
    ["period", "class", "subject", "taught_by", "topic", "lesson_count", "order", "note"],
)
RECORD_FIELD = {"observer": "observer_uid", "taught_by": "taught_by_uid", "class": "class_uid"}


@LOOSE
@given(lessons(), LEDGER_LAYOUTS)
def test_lessons_come_back_whole_or_are_listed(known, layout):
    sheet, places = sheet_of(layout, [written for _, written in known])
    found = plan_of(SCHOOL, "observations", sheet)
    heard = {int(item.source.rsplit("第")[-1][:-1]): item for item in found.puts if isinstance(item, Observation)}
    told = {problem.row for problem in found.problems}
    for place, (true, _) in zip(places, known, strict=True):
        item = heard.get(place)
        if item is None:
            assert place in told
            continue
        for column in layout.fields:
            field = str(RECORD_FIELD.get(column, column))
            if field in true:
                assert getattr(item, field) == true[field], field
    assert len(found.rows) == len(known)


@LOOSE
@given(lessons(), LEDGER_LAYOUTS, st.data())
def test_a_damaged_line_of_a_ledger_harms_no_other(known, layout, data):
    sheet, places = sheet_of(layout, [written for _, written in known])
    at = data.draw(st.integers(0, len(known) - 1))
    rows = [list(row) for row in sheet.rows]
    for field in data.draw(st.lists(st.sampled_from(layout.fields), min_size=1, unique=True)):
        junk = st.one_of(st.text(max_size=10), st.floats(), st.integers(-9, 10**9), st.dates(), st.none())
        rows[places[at] - 1][layout.left + layout.fields.index(field)] = data.draw(junk)
    found = plan_of(SCHOOL, "observations", Sheet("表", tuple(map(tuple, rows)), sheet.merges))
    heard = {int(item.source.rsplit("第")[-1][:-1]): item for item in found.puts if isinstance(item, Observation)}
    told = {problem.row for problem in found.problems}
    for number, (place, (true, _)) in enumerate(zip(places, known, strict=True)):
        if number != at and place in heard:
            assert heard[place].happened_on == true["happened_on"]
        elif number != at:
            assert place in told
