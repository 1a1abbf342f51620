"""Manifests of packets that went out: every format ever written is kept, and a packet of today still says all of it."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from jiaoyan_desktop.workflows import reporting
from tests.workflows.reporting_file import a_school_file

OLD = Path(__file__).parent / "old_packets"
KEPT = {int(path.stem.rpartition("_")[2]): path for path in OLD.glob("manifest_format_*.json")}


@pytest.fixture(scope="module")
def today(tmp_path_factory) -> Path:
    """The same packet written by the program of today."""
    folder = tmp_path_factory.mktemp("packet")
    with a_school_file(folder) as db:
        plan = reporting.gather(db, "term", date(2025, 6, 8), made_at=datetime(2025, 6, 8, 10, 32))
        return reporting.write_packet(plan, folder / "出").folder


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def shape(value: Any) -> Any:
    """The keys and the kinds of values, at every depth; lists by what stands in them."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def holds(new: Any, old: Any) -> bool:
    """Whether everything an old reader looks for is there, of the same kind."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(key in new and holds(new[key], old[key]) for key in old)
    if isinstance(old, list):
        return isinstance(new, list) and (not old or not new or holds(new[0], old[0]))
    return new == old


def test_every_format_that_was_ever_written_is_kept(today):
    newest = read(today / "manifest.json")["format"]
    assert sorted(KEPT) == list(range(1, newest + 1))


@pytest.mark.parametrize("number", sorted(KEPT))
def test_a_kept_manifest_names_its_school_its_day_and_every_file(number):
    kept = read(KEPT[number])
    assert kept["format"] == number
    assert kept["school"]["name"] == "清水酄乡中心小学" and kept["pack"]["id"] == "lanxi-2025-spring"
    assert date.fromisoformat(kept["as_of"]) == date(2025, 6, 8)
    assert datetime.fromisoformat(kept["made_at"]) == datetime(2025, 6, 8, 10, 32)
    assert [item["id"] for item in kept["materials"]] == [f"M{place}" for place in range(1, 11)]
    assert {item["material"] for item in kept["files"]} <= {item["id"] for item in kept["materials"]}
    assert all(re.fullmatch("[0-9a-f]{64}", item["sha256"]) and item["size"] > 0 for item in kept["files"])
    assert len({item["path"] for item in kept["files"]}) == len(kept["files"])


def test_what_a_reader_of_the_newest_format_looks_for_is_still_there(today):
    written = read(today / "manifest.json")
    assert holds(shape(written), shape(read(KEPT[written["format"]])))


def test_the_checksums_of_today_are_those_of_the_files(today):
    for item in read(today / "manifest.json")["files"]:
        data = (today / item["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (item["size"], item["sha256"])
