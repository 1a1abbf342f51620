"""What holds whatever the school: no partial school stops the check, undo and redo change nothing in the packet."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyan_desktop.documents.compose.registry import COMPOSERS
from jiaoyan_desktop.documents.compose.request import Request
from jiaoyan_desktop.documents.fields.scene import Scene
from jiaoyan_desktop.documents.fields.values import records_for, values_for
from jiaoyan_desktop.documents.file_names import filled_name
from jiaoyan_desktop.domain.finding import STATUSES
from jiaoyan_desktop.domain.pack import Pack
from jiaoyan_desktop.domain.requirements import check
from jiaoyan_desktop.domain.statistics import term_statistics
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import current_term, load
from jiaoyan_desktop.workflows import keeping, observing, planning, reporting, staffing
from jiaoyan_desktop.workflows.reporting_packs import pack_of
from tests.documents.office_files import assert_sound
from tests.end_to_end.packets import parts_of

LISTS = tuple(item.name for item in dataclasses.fields(TermRecords) if item.name not in ("school", "term"))
PARTS = ("M1", "M3", "M6", "M8")
AT = datetime(2025, 6, 8, 10, 32)


@pytest.fixture(scope="module")
def whole(made_sample) -> tuple[TermRecords, Pack]:
    """The sample's records and its pack."""
    with Database.open(made_sample, read_only=True) as db:
        term = current_term(db)
        return load(db, term.uid), pack_of(db, term)


@st.composite
def parts(draw: st.DrawFn) -> tuple[frozenset[str], int, int, date]:
    """Which lists are there at all, what share of the rest is left, from where, and as of which day."""
    there = draw(st.frozensets(st.sampled_from(LISTS), min_size=0))
    keep = draw(st.integers(1, 7))
    offset = draw(st.integers(0, 6))
    day = draw(st.dates(date(2025, 2, 1), date(2025, 8, 31)))
    return there, keep, offset, day


def thinned(records: TermRecords, there: frozenset[str], keep: int, offset: int) -> TermRecords:
    """Records of which some lists are missing, and of the rest only some records: what refers to them dangles."""
    lists = {}
    for number, name in enumerate(LISTS):
        found = getattr(records, name)
        lists[name] = found[(offset + number) % keep :: keep] if name in there else ()
    return dataclasses.replace(records, **lists)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=parts())
def test_a_school_of_which_only_parts_are_there_can_always_be_checked_and_counted(part, whole):
    there, keep, offset, day = part
    records, pack = whole
    partial = thinned(records, there, keep, offset)
    found = check(partial, pack, day)
    assert len(found) == 74 and {item.status for item in found} <= set(STATUSES)
    for item in found:
        assert (item.status in ("short", "late")) <= bool(item.missing), item.id
        assert all(sentence.endswith("。") for sentence in item.missing), item.missing
    figures = term_statistics(partial, pack, day).to_dict()["observations"]
    total = figures["lessons"]
    for group in ("by_observer", "by_teacher", "by_week"):
        assert sum(item["lessons"] for item in figures[group]) == total
    assert sum(item["lessons"] for item in figures["by_month"].values()) == total
    assert figures["inside"] + figures["outside"] == total


@settings(max_examples=12, deadline=None)
@given(part=parts())
def test_every_form_of_such_a_school_can_be_filled_or_says_what_to_do(part, whole):
    there, keep, offset, day = part
    records, pack = whole
    scene = Scene(records=thinned(records, there, keep, offset), pack=pack, as_of=day)
    for form in pack.forms:
        found = records_for(scene, form)
        for record in found[:5]:
            values = values_for(scene, form, record)
            assert filled_name(form.file_name, values.fields)
        if form.compose and found:
            values = values_for(scene, form, found[0])
            request = Request(
                scene=scene, form=form, record=found[0], values=values, made_at=AT, pictures=lambda refs: []
            )
            try:
                data = COMPOSERS[form.compose].make(request).data
            except UserError as told:
                assert told.cure
            else:
                assert_sound(data)


def export(db: Database, folder: Path) -> dict[str, bytes]:
    plan = reporting.gather(db, current_term(db).uid, AT.date(), only=PARTS, made_at=AT)
    return parts_of(reporting.write_packet(plan, folder).folder)


def test_undone_and_redone_changes_leave_the_packet_as_it_was(sample, tmp_path):
    """Whatever is done and taken back: the same parts; whatever is brought back again: the same parts as before."""
    with Database.open(sample) as db:
        records = load(db, current_term(db).uid)
        before = export(db, tmp_path / "0")
        observing.remove(db, [item.uid for item in records.observations[:40]])
        planning.remove_activities(db, [item for item in records.activities if item.is_joint])
        staffing.let_go(db, records.teachers[5], date(2025, 4, 1))
        after = export(db, tmp_path / "1")
        assert after != before
        for _ in range(3):
            keeping.undo(db)
        assert export(db, tmp_path / "2") == before
        for _ in range(3):
            keeping.redo(db)
        assert export(db, tmp_path / "3") == after
        for _ in range(3):
            keeping.undo(db)
        restored = load(db, current_term(db).uid)
        assert [item.uid for item in restored.observations] == [item.uid for item in records.observations]
        assert export(db, tmp_path / "4") == before
