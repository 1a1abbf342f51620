"""Draws the blank forms kept in forms/ anew: ``python packaging/make_templates.py [FORM…]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import templates_common as common  # noqa: E402
import templates_county as county  # noqa: E402
import templates_excel as excel  # noqa: E402
from template_kit import Blank  # noqa: E402

FORMS: dict[str, Callable[[], Blank]] = {
    "common/observation-record": common.observation_record,
    "common/sign-in": common.sign_in,
    "common/activity-record": common.activity_record,
    "common/preparation-record": common.preparation_record,
    "common/lesson-plan": common.lesson_plan,
    "lanxi-2025-spring/recommendation": county.recommendation,
    "lanxi-2025-spring/receipt": county.receipt,
    "lanxi-2025-spring/observation-notes": county.observation_notes,
    "lanxi-2025-spring/reflection": county.reflection,
}

WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "lanxi-2025-spring/assignments-by-teacher": excel.assignments_by_teacher,
    "lanxi-2025-spring/recommendation-summary": excel.recommendation_summary,
    "lanxi-2025-spring/progress": excel.progress,
}


def main(wanted: list[str]) -> None:
    """Draws the forms named, or all of them."""
    for name, draw in FORMS.items():
        if not wanted or name.rpartition("/")[2] in wanted:
            draw().save(ROOT / "forms" / name / "template.docx")
            print(name)
    for name, make in WORKBOOKS.items():
        if not wanted or name.rpartition("/")[2] in wanted:
            (ROOT / "forms" / name / "template.xlsx").write_bytes(make())
            print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
