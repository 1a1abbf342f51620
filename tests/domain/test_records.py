"""Records: uids in order, plain dicts and back, and a Chinese name for every kind."""

from __future__ import annotations

import dataclasses
import sys
import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyan_desktop.domain.glossary import RECORD_NAMES, post_role, subject_name
from jiaoyan_desktop.domain.observation import Criterion, Grade, LessonStep, Observation, Remark, Rubric, Score
from jiaoyan_desktop.domain.preparation import DraftRevision, ProcessStep, Section
from jiaoyan_desktop.domain.records import Record, column_kind, field_types, new_uid
from jiaoyan_desktop.domain.term import BellSchedule, Period
from jiaoyan_desktop.store.record_tables import TABLES


def test_uids_are_uuid7_and_in_order_of_making():
    made = [new_uid() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {uuid.UUID(uid).version for uid in made[:50]} == {7}
    assert {uuid.UUID(uid).variant for uid in made[:50]} == {uuid.RFC_4122}


@given(st.text(max_size=20), st.floats(0, 100), st.booleans())
def test_a_record_with_parts_comes_back_from_plain_values(text, points, flag):
    rubric = Rubric(
        id="r", title=text, criteria=(Criterion(name="目标", points=points),), grades=(Grade(name="优", at_least=90),)
    )
    record = Observation(
        term_uid="t",
        happened_on=date(2025, 4, 8),
        observer_uid="o",
        rubric=rubric,
        total=points,
        scores=(Score(criterion="目标", points=points),),
        steps=(LessonStep(at="8:05", teaching=text),),
        remarks=(Remark(column="不足", text=text),),
        is_draft=flag,
        recorded_on=None,
    )
    assert Observation.from_row(record.to_row()) == record


def test_nested_parts_keep_their_order():
    revision = DraftRevision(
        draft_uid="d",
        number=1,
        sections=(Section(heading="过程", steps=(ProcessStep(step="导入"), ProcessStep(step="品读"))),),
    )
    assert DraftRevision.from_row(revision.to_row()) == revision
    bells = BellSchedule(
        term_uid="t",
        name="夏季",
        effective_from=date(2025, 5, 1),
        periods=(Period(number=1, starts="8:00", ends="8:40"),),
    )
    assert BellSchedule.from_row(bells.to_row()) == bells


def test_a_missing_value_is_refused_where_none_is_not_allowed():
    with pytest.raises(TypeError):
        Observation.from_row({"term_uid": "t", "happened_on": None, "observer_uid": "o"})


def every_kind(base: type[Record]) -> set[type[Record]]:
    found = set(base.__subclasses__())
    return found | {deeper for kind in found for deeper in every_kind(kind)}


def test_every_kind_of_record_has_a_name_and_a_table():
    # A dataclass with slots replaces its class: the one that the module holds is the one that counts.
    kinds = {kind for kind in every_kind(Record) if getattr(sys.modules[kind.__module__], kind.__name__) is kind}
    assert {kind.__name__ for kind in kinds} == set(RECORD_NAMES)
    assert kinds == set(TABLES)
    assert all(dataclasses.is_dataclass(kind) for kind in kinds)


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_every_field_has_a_column_kind(kind):
    assert {column_kind(annotation) for annotation in field_types(kind).values()} <= {"TEXT", "INTEGER", "REAL", "JSON"}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("校长", "principal"),
        ("副校长（分管教学）", "vice_principal_teaching"),
        ("副校长", "vice_principal"),
        ("教导主任", "teaching_director"),
        ("德育主任", "middle_leader"),
        ("总务主任", "middle_leader"),
        ("语文教研组长", "subject_leader"),
        ("五年级备课组长", "preparation_leader"),
        ("三年级组长", "grade_leader"),
        ("班主任", "homeroom"),
        ("少先队辅导员", "teacher"),
    ],
)
def test_posts_as_schools_write_them(title, role):
    assert post_role(title) == role


@pytest.mark.parametrize(("text", "name"), [("道法", "道德与法治"), (" 语 文", "语文"), ("劳", "劳动"), ("班会", None)])
def test_subjects_as_schools_write_them(text, name):
    assert subject_name(text) == name
