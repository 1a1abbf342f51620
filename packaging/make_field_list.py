"""Writes forms/可以填的内容.md anew, the list of everything a form may ask for."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jiaoyan_desktop.documents.fields.manual import field_list  # noqa: E402

if __name__ == "__main__":
    (ROOT / "forms" / "可以填的内容.md").write_text(field_list(), encoding="utf-8", newline="\n")
