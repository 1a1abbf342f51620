"""Finding: what checking one rule or one material came to, with the records behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MET, SHORT, LATE, UNKNOWN, CONFIRM = "met", "short", "late", "unknown", "confirm"
STATUSES = (MET, SHORT, LATE, UNKNOWN, CONFIRM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of ``jiaoyan check``. ``records`` are (kind, uid) of what was counted or is at fault."""

    id: str
    kind: str  # a kind of rule, or "material"
    title: str
    status: str
    need: str = ""  # in words with unit: 60节
    have: str = ""  # in words with unit: 56节
    missing: tuple[str, ...] = ()  # each a sentence that names what is short
    records: tuple[tuple[str, str], ...] = ()
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values in the order that the command line prints."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "status": self.status,
            "need": self.need,
            "have": self.have,
            "missing": list(self.missing),
            "records": [{"kind": kind, "uid": uid} for kind, uid in self.records],
            "note": self.note,
        }
