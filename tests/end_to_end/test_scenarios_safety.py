"""Scenarios 27 and 29: the power goes, the file is carried away and found again; one lesson with all of its papers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jiaoyan_desktop.domain.counting import is_late_entry
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.preparation import DraftRevision
from jiaoyan_desktop.domain.search import TermSearch
from jiaoyan_desktop.store.copying import verify
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import own_school
from jiaoyan_desktop.workflows import backing_up, keeping, reporting
from tests.documents.office_files import body, lines
from tests.end_to_end.packets import parts_of
from tests.end_to_end.schools import DEADLINE, term_of

pytestmark = pytest.mark.without_window
ROOT = Path(__file__).parent.parent.parent

# -- 27 --------------------------------------------------------------------------------------------------------------

HALF_WAY = textwrap.dedent(
    """
    import sys
    from datetime import date
    from jiaoyan_desktop.store.database import Database
    from jiaoyan_desktop.store.term_records import current_term, load
    from jiaoyan_desktop.workflows import keeping, observing
    db = Database.open(sys.argv[1])
    records = load(db, current_term(db).uid)
    item = records.observations[-1]
    observing.remove(db, [item.uid])
    keeping.keep_typing(db, "Observation:new", "听课 4月8日第4节", {"topic": "观潮", "summary": "写到一半的评语"})
    print("typed", flush=True)
    sys.stdin.read()
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is how a power cut is played here")
def test_scenario_27_half_an_observation_is_there_again_after_the_power_was_cut(sample, call):
    with Database.open(sample, read_only=True) as db:
        before = db.count(Observation)
    process = subprocess.Popen(
        [sys.executable, "-c", HALF_WAY, str(sample)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None and process.stdout.readline() == b"typed\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()

    with Database.open(sample) as db:
        assert db.was_left_open
        assert db.count(Observation) == before - 1  # what was saved is saved
        (left,) = keeping.typing_left(db)
        assert (left.key, left.title) == ("Observation:new", "听课 4月8日第4节")
        assert left.payload == {"topic": "观潮", "summary": "写到一半的评语"}
        keeping.undo(db)  # and can still be taken back
        assert db.count(Observation) == before
        keeping.forget_typing(db, "Observation:new")
        assert keeping.typing_left(db) == []
    assert call("verify", sample).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is how a power cut is played here")
def test_scenario_27_a_power_cut_while_the_packet_is_written_leaves_the_earlier_one_whole(sample, tmp_path):
    out = tmp_path / "出"
    words = [sys.executable, "-m", "jiaoyan_desktop", "export", str(sample), "--out", str(out), "--allow-missing"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*words, "--only", "M1"], env=environment, capture_output=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0
    (folder,) = out.iterdir()
    whole = parts_of(folder)
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
    while not (busy := list(out.glob(".正在生成_*/*/*"))) and process.poll() is None:
        pass
    assert busy  # in the middle of it
    process.kill()
    process.communicate()
    assert parts_of(folder) == whole
    assert [path for path in out.iterdir() if not path.name.startswith(".")] == [folder]
    assert verify(sample).ok


def test_scenario_27_on_the_stick_and_on_another_computer_everything_is_there(sample, tmp_path, monkeypatch, call):
    with Database.open(sample, read_only=True) as db:
        school_uid, records = own_school(db).uid, term_of(db)
    assert backing_up.is_backup_due(school_uid, datetime.now())
    stick, other = tmp_path / "U盘", tmp_path / "另一台"
    stick.mkdir()
    other.mkdir()
    info = backing_up.back_up(sample, school_uid, stick)
    assert not backing_up.is_backup_due(school_uid, datetime.now())
    assert backing_up.is_backup_due(school_uid, datetime.now() + timedelta(days=7, minutes=1))
    assert (info.observations, Path(info.path).parent) == (len(records.observations), stick)

    monkeypatch.setenv("JIAOYAN_HOME", str(tmp_path / "另一台的家"))
    offer = backing_up.look_into(Path(info.path))
    assert offer is not None and offer.school == "清水酄乡中心小学"
    there = other / "学校.jiaoyan"
    backing_up.take_back(offer, there)
    with Database.open(there) as db:
        again = term_of(db)
        assert again == records
        pictures = {photo.blob for photo in again.photos} | {name for item in again.handins for name in item.pictures}
        assert all(db.blob(name) for name in pictures)
        keeping.undo(db)  # the history came with it
    assert call("check", there).code == 3 and call("verify", there).code == 0


def test_scenario_27_a_damaged_file_is_kept_aside_and_the_backup_takes_its_place(sample, tmp_path, call):
    backup = tmp_path / "U盘.jiaoyan"
    assert call("backup", sample, backup).code == 0
    data = sample.read_bytes()
    sample.write_bytes(data[: len(data) // 3])
    assert call("check", sample).code == 2
    assert call("restore", backup, sample).code == 0
    (aside,) = tmp_path.glob("*换下来的*")
    assert aside.read_bytes() == data[: len(data) // 3]
    assert call("verify", sample).code == 0


# -- 29 --------------------------------------------------------------------------------------------------------------


def test_scenario_29_one_lesson_is_found_by_day_and_teacher_with_all_that_hangs_on_it(made_sample, tmp_path):
    """The county asks for one lesson: record, plan, opinions, pictures, register, and when each was entered."""
    with Database.open(made_sample, read_only=True) as db:
        records = term_of(db)
        item = next(
            one for one in records.observations if one.draft_revision_uid and one.activity_uid and one.taught_by_uid
        )
        teacher = records.teacher_by_uid[item.taught_by_uid or ""]
        day = item.happened_on
        hits = TermSearch(records).find(f"{day.month}月{day.day}日 {teacher.name}", 20)
        by_day = [
            one for one in records.observations if (one.happened_on, one.taught_by_uid) == (day, item.taught_by_uid)
        ]
        assert item in by_day
        assert not hits or item.uid in {hit.uid for hit in hits if hit.kind == "Observation"}
        revision = db.need(DraftRevision, item.draft_revision_uid or "")
        assert revision.locked_on == day
        assert records.comments_of[item.lesson_study_uid or ""]
        assert records.photos_of[item.activity_uid or ""] and records.participants_of[item.activity_uid or ""]
        assert item.recorded_on is not None and item.changed_at
        plan = reporting.gather(
            db, records.term.uid, DEADLINE, only=("observation-record", "lesson-plan", "sign-in", "activity-record")
        )
        result = reporting.write_packet(plan, tmp_path / "出")
    of_day = [one.path for one in result.files if day.isoformat() in one.path]
    (paper,) = [
        path for path in of_day if path.startswith("听课") and teacher.name in path and item.topic.strip("《》") in path
    ][:1]
    told = "".join(lines(body((result.folder / paper).read_bytes())))
    assert teacher.name in told and item.topic.strip("《》") in told
    recorded = item.recorded_on
    assert f"{recorded.month}月{recorded.day}日" in told


def test_scenario_29_a_record_entered_late_shows_both_days(made_sample, tmp_path):
    with Database.open(made_sample, read_only=True) as db:
        records = term_of(db)
        late = next(item for item in records.observations if is_late_entry(item))
        result = reporting.write_packet(
            reporting.gather(db, records.term.uid, DEADLINE, only=("observation-record",)), tmp_path / "出"
        )
    told = ["".join(lines(body((result.folder / one.path).read_bytes()))) for one in result.files]
    assert late.recorded_on is not None
    said = f"{late.recorded_on.month}月{late.recorded_on.day}日"
    assert [text for text in told if "补录" in text and said in text]
