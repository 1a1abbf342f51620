"""Makes the old file of the newest schema: a small school with every kind of record, to be kept for good.

    python -m tests.store.keep_old_file

Run once for each released schema, before the next step is written. A file that is there is never made again: it is
what schools have on their disks.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.records import Record
from jiaoyan_desktop.domain.reporting import Confirmation, Export, Overlay
from jiaoyan_desktop.domain.substitution import SUBSTITUTE, Substitution
from jiaoyan_desktop.domain.term import CalendarDay
from jiaoyan_desktop.store import migrations
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.record_tables import RECORDS
from jiaoyan_desktop.workflows import keeping, observing
from tests import builders
from tests.workflows.reporting_file import a_school_file

OLD = Path(__file__).parent / "old_files"


def main() -> None:
    """Writes <step>_whole.jiaoyan.gz and beside it what is in it, as plain rows."""
    step = migrations.STEPS[-1][0]
    target = OLD / f"{step}_whole.jiaoyan.gz"
    if target.exists():
        raise SystemExit(f"{target.name} is there: old files are kept, not made again")
    with tempfile.TemporaryDirectory() as folder:
        path = whole_school(Path(folder))
        with Database.open(path, read_only=True) as db:
            content = {record.__name__: rows_of(db, record) for record in RECORDS.values()}
        shrink(path)
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    text = json.dumps({"step": step, "records": content}, ensure_ascii=False, separators=(",", ":"))
    target.with_name(f"{step}_whole.json.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def whole_school(folder: Path) -> Path:
    """A school with at least one record of every kind, an undone change, and half an observation being typed."""
    with a_school_file(folder) as db:
        school = db.find(School, is_own=1)[0]
        mine: dict[str, Any] = {"school_uid": school.uid, "term_uid": "term"}
        with db.change("其余各样") as change:
            change.put(builders.a_school("柳河镇中心小学", is_own=False, school_uid=school.uid, note="联研学校"))
            change.put(CalendarDay(**mine, day=date(2025, 4, 27), kind="workday", follows_weekday=3, name="调休上班"))
            change.put(Confirmation(**mine, target_id="0-31", kind="confirmed", by="韩立新", on=date(2025, 3, 3)))
            change.put(
                Substitution(**mine, kind=SUBSTITUTE, day=date(2025, 4, 8), period=2, subject="数学", reason="公出")
            )
            change.put(Overlay(**mine, target_id="0-17", values={"number": 32}))
        with db.change("生成报送材料", is_fact=True) as change:
            change.put(
                Export(
                    **mine, made_at="2025-06-08T10:32:00", as_of=date(2025, 6, 8), folder="D:/报送", files=("1.docx",)
                )
            )
        with db.change("记错了") as change:
            change.put(builders.a_teacher("记错了"))
        keeping.undo(db)
        first = db.find(observing.Observation)[0]
        observing.remove(db, [first.uid])
        keeping.undo(db)
        keeping.keep_typing(db, "Observation:new", "听课 4月8日第4节", {"summary": "写到一半"})
        return db.path


def rows_of(db: Database, record: type[Record]) -> list[dict]:
    """Every record of a kind as plain values, in the order of their uids."""
    return [json.loads(json.dumps(item.to_row())) for item in db.find(record, order_by="uid")]


def shrink(path: Path) -> None:
    """Leaves no free pages behind."""
    connection = sqlite3.connect(path)
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    main()
