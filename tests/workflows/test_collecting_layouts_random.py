"""Known facts, laid out at random in every layout that schools use, come back whole or are listed; never wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.documents.sheets_model import Merge, Sheet
from jiaoyan_desktop.domain.class_names import class_label
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import Teacher
from jiaoyan_desktop.domain.timetable import Assignment, Progress
from jiaoyan_desktop.workflows import collecting
from tests.builders import a_class, a_teacher, term_records
from tests.workflows.collecting_kit import TODAY, a_sheet, a_workbook, plan_of

LOOSE = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = ("王秀兰", "孙㛃", "林珺", "欧阳雪", "陈志强", "佟大伟")
PEOPLE = tuple(a_teacher(name, "语文", order=number) for number, name in enumerate(NAMES))
PAIRS = [(grade, number) for grade in (3, 4, 5) for number in (1, 2)]
CLASSES = {pair: a_class(*pair) for pair in PAIRS}
SCHOOL = term_records(teachers=PEOPLE, classes=tuple(CLASSES.values()))
BY_UID = {item.uid: pair for pair, item in CLASSES.items()}
SUBJECTS = ("语文", "数学", "英语", "科学", "道德与法治", "体育")
FORMS = ("{c}（{n}）班", "{c}{n}", "{c}（{n}）", "{c}年级{n}班", "{c}{n}班")
Taught = dict[tuple[tuple[int, int], str], str]


def written_class(form: str, pair: tuple[int, int]) -> str:
    return form.format(c="一二三四五六"[pair[0] - 1], n=pair[1])


def assignments_of(plan) -> Taught:
    by_uid = {teacher.uid: teacher.name for teacher in PEOPLE}
    return {
        (BY_UID[item.class_uid], item.subject): by_uid[item.teacher_uid]
        for item in plan.puts
        if isinstance(item, Assignment)
    }


@st.composite
def taught(draw: st.DrawFn) -> Taught:
    """(class, subject) -> teacher, of some places of the school."""
    places = draw(st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from(SUBJECTS)), min_size=1, unique=True))
    return {place: draw(st.sampled_from(NAMES)) for place in places}


def per_teacher(known: Taught, draw: Any) -> list[list[Any]]:
    """One row per teacher: 三1、三2数学，四1科学, or 数学：三1、三2；科学：四1."""
    form = draw(st.sampled_from(FORMS))
    comma, between = draw(st.sampled_from(["、", "，", " "])), draw(st.sampled_from(["，", "；", "\n", " "]))
    subject_first = draw(st.booleans())
    rows: list[list[Any]] = [["序号", draw(st.sampled_from(["姓名", "教师"])), "任教情况"]]
    for number, name in enumerate(dict.fromkeys(known.values()), start=1):
        parts: list[str] = []
        for subject in SUBJECTS:
            pairs = [pair for (pair, item), teacher in known.items() if (item, teacher) == (subject, name)]
            if pairs:
                classes = comma.join(written_class(form, pair) for pair in pairs)
                parts.append(f"{subject}：{classes}" if subject_first else f"{classes}{subject}")
        rows.append([number, name, between.join(parts)])
    return rows


def per_line(known: Taught, draw: Any) -> list[list[Any]]:
    """Columns 姓名, 任教班级, 任教学科; the classes of one subject together in one cell."""
    form = draw(st.sampled_from(FORMS))
    rows: list[list[Any]] = [["任教班级", "姓名", "任教学科"]]
    for name in dict.fromkeys(known.values()):
        for subject in SUBJECTS:
            pairs = [pair for (pair, item), teacher in known.items() if (item, teacher) == (subject, name)]
            if pairs:
                rows.append(["、".join(written_class(form, pair) for pair in pairs), name, subject])
    return rows


def grid(known: Taught, draw: Any) -> list[list[Any]]:
    subjects = draw(st.permutations(SUBJECTS))
    form = draw(st.sampled_from(FORMS))
    lines = [[written_class(form, pair), *[known.get((pair, item)) for item in subjects]] for pair in PAIRS]
    return [["班级", *subjects], *lines]


@LOOSE
@given(taught(), st.sampled_from([per_teacher, per_line, grid]), st.data())
def test_who_teaches_what_comes_back_whole(known, layout, data):
    rows = layout(known, data.draw)
    titles = data.draw(st.integers(0, 1))
    found = plan_of(SCHOOL, "assignments", a_sheet(*[["任课分工表"]] * titles, *rows))
    assert assignments_of(found) == known
    assert [item for item in found.problems if item.level == "必须改"] == []


@LOOSE
@given(taught(), st.text(max_size=6), st.data())
def test_a_damaged_cell_of_a_teacher_harms_no_other(known, junk, data):
    rows = per_teacher(known, data.draw)
    at = data.draw(st.integers(1, len(rows) - 1))
    position = data.draw(st.integers(0, len(rows[at][2])))
    rows[at][2] = rows[at][2][:position] + junk + rows[at][2][position:]
    found = plan_of(SCHOOL, "assignments", a_sheet(*rows))
    others = {place: name for place, name in known.items() if name != rows[at][1]}
    read = assignments_of(found)
    told = {item.row for item in found.problems}
    assert all(read.get(place) == name or at + 1 in told for place, name in others.items())


@st.composite
def people(draw: st.DrawFn) -> list[dict[str, str]]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    return [
        {
            "姓名": name,
            "性别": draw(st.sampled_from("男女")),
            "出生年月": f"{draw(st.integers(1962, 2002))}.{draw(st.integers(1, 12)):02d}",
            "学历": draw(st.sampled_from(["本科", "专科", ""])),
            "联系电话": f"1384550{number:04d}",
            "任教学科": draw(st.sampled_from(SUBJECTS)),
        }
        for number, name in enumerate(names)
    ]


def said_of(plan) -> list[dict[str, str]]:
    return [
        {
            "姓名": item.name,
            "性别": item.gender,
            "出生年月": item.born.replace("-", "."),
            "学历": item.education,
            "联系电话": item.phone,
            "任教学科": item.subject,
        }
        for item in plan.puts
        if isinstance(item, Teacher)
    ]


def in_order(items: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(items, key=lambda item: item["姓名"])


@LOOSE
@given(people(), st.data())
def test_cards_of_label_pairs(known, data):
    """Two, four or six pairs in a row; cards below one another, in pairs beside one another, or a sheet each."""
    per_row = data.draw(st.sampled_from([1, 2, 3, 6]))
    others = data.draw(st.permutations([label for label in known[0] if label != "姓名"]))
    labels = ["姓名", *others]
    gap = data.draw(st.integers(0, 2))
    cards = [
        [
            [word for label in labels[start : start + per_row] for word in (label, person[label] or None)]
            for start in range(0, len(labels), per_row)
        ]
        for person in known
    ]
    shape = data.draw(st.sampled_from(["below", "beside", "sheets"]))
    if shape == "sheets":
        sheets = [a_sheet(*card, name=person["姓名"]) for card, person in zip(cards, known, strict=True)]
    elif shape == "below":
        sheets = [a_sheet(*[row for card in cards for row in [*card, *[[None]] * gap]])]
    else:
        rows: list[list[Any]] = [["教职工信息卡"]]
        for left in range(0, len(cards), 2):
            pair = cards[left : left + 2]
            rows += [[word for card in pair for word in card[line]] for line in range(len(cards[0]))]
        sheets = [a_sheet(*rows)]
    found = plan_of(term_records(), "roster", *sheets)
    assert in_order(said_of(found)) == in_order(known)


@LOOSE
@given(people(), st.integers(2, 3), st.booleans())
def test_two_or_three_people_in_a_row(known, across, is_numbered):
    labels = list(known[0])
    head = [*(["序号"] if is_numbered else []), *labels]
    rows: list[list[Any]] = [head * across]
    for start in range(0, len(known), across):
        line: list[Any] = []
        for number, person in enumerate(known[start : start + across], start=start + 1):
            line += [*([number] if is_numbered else []), *[person[label] or None for label in labels]]
        rows.append(line)
    found = plan_of(term_records(), "roster", a_sheet(*rows))
    assert in_order(said_of(found)) == in_order(known)


@LOOSE
@given(st.integers(1, 20), st.integers(1, 2), st.booleans(), st.data())
def test_progress_in_one_or_two_groups_of_columns(weeks, groups, is_merged, data):
    texts = {week: f"{data.draw(st.sampled_from(['观潮', '走月亮', '习作']))}({week})" for week in range(1, weeks + 1)}
    half = -(-weeks // groups)
    rows: list[list[Any]] = [["五年级语文教学进度表"], ["周次", "教学内容"] * groups]
    for line in range(1, half + 1):
        row: list[Any] = []
        for group in range(groups):
            week = line + group * half
            row += [week, texts[week]] if week in texts else [None, None]
        rows.append(row)
    merges = [(1, 1, 1, 2 * groups)] if is_merged else []
    found = plan_of(SCHOOL, "progress", a_sheet(*rows, merges=merges))
    assert {item.first_week: item.content for item in found.puts if isinstance(item, Progress)} == texts
    assert all(item.first_week == item.last_week for item in found.puts if isinstance(item, Progress))


@LOOSE
@given(st.data())
def test_a_ledger_with_a_sheet_for_each_observer_and_sub_totals(data):
    """The observer is the sheet's name, or stands in its title."""
    known: set[tuple[str, date, int, str]] = set()
    sheets: list[Sheet] = []
    for name in data.draw(st.lists(st.sampled_from(NAMES[:3]), min_size=1, unique=True)):
        rows: list[list[Any]] = [["日期", "节次", "班级", "科目", "授课教师", "节数"]]
        in_title = data.draw(st.booleans())
        if in_title:
            rows.insert(0, [f"听课人：{name}   2025年春季学期"])
        for number in range(data.draw(st.integers(1, 5))):
            day = date(2025, 3, 3) + timedelta(days=7 * number + len(sheets))
            pair = data.draw(st.sampled_from(PAIRS))
            known.add((name, day, number + 1, class_label(*pair)))
            rows.append([day, number + 1, class_label(*pair), "数学", data.draw(st.sampled_from(NAMES[3:])), 1])
            if data.draw(st.booleans()):
                word = data.draw(st.sampled_from(["小计", "3月小计", "合 计", "本月累计"]))
                rows.append([word, None, None, None, None, number + 1])
        called = f"表{len(sheets)}" if in_title else data.draw(st.sampled_from(["{}", "{}听课记录", "1.{}", "{}老师"]))
        merges = [Merge(1, 1, 1, 6)] if in_title else []
        sheets.append(a_sheet(*rows, name=called.format(name), merges=[(1, 1, 1, 6)] if merges else []))
    found = collecting.plan_workbook(SCHOOL, a_workbook(*sheets), "observations", today=TODAY)
    by_uid = {teacher.uid: teacher.name for teacher in PEOPLE}
    read = {
        (by_uid[item.observer_uid], item.happened_on, item.period, class_label(*BY_UID[item.class_uid or ""]))
        for item in found.puts
        if isinstance(item, Observation)
    }
    assert read == known
