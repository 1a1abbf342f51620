"""Takes the README's pictures anew: every tab of the sample school, on the day 2025-06-03, at 1366×768.

By hand after a screen has changed: .venv/bin/python packaging/screenshots.py [--out FOLDER] [--dark] [--font large]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2025, 6, 3)
SIZE = (1366, 768)
# The view of each tab that shows best what the tab is for, and what is chosen in it.
PICTURES = (
    ("calendar", "calendar", "today"),
    ("calendar-term", "calendar", "term"),
    ("observation", "observation", ""),
    ("preparation", "preparation", ""),
    ("report", "report", "materials"),
    ("people", "people", "teachers"),
    ("timetable", "people", "timetable"),
)


def main() -> int:
    """Take the pictures; prints the path of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "screenshots")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--font", default="normal")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JIAOYAN_HOME"] = folder
        return take(chosen.out, Path(folder), dark=chosen.dark, font=chosen.font)


def take(out: Path, folder: Path, *, dark: bool, font: str) -> int:
    """Open the sample school in a real window and grab it tab by tab."""
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication

    from jiaoyan_desktop.gui import theme
    from jiaoyan_desktop.gui.main_window import MainWindow
    from jiaoyan_desktop.settings import Settings
    from jiaoyan_desktop.workflows import sample_school

    out.mkdir(parents=True, exist_ok=True)
    school = sample_school.build(folder / "清水酄乡中心小学.jiaoyan", TODAY)
    app = QApplication([])
    app.setStyle("Fusion")
    settings = Settings(folder / "settings.json")
    settings["theme"], settings["font_size"] = ("dark" if dark else "light"), font
    theme.apply(app, theme.make(dark=dark, font_size=font))
    window = MainWindow(settings, today=lambda: TODAY)
    window.open(str(school))
    window.resize(*SIZE)
    window.show()
    for name, tab, view in PICTURES:
        assert window.workspace is not None
        window.workspace.show_place(tab, view)
        for _ in range(20):
            app.processEvents()
        target = out / f"{name}.png"
        window.grab().save(str(target))
        print(target)
    window.close_school()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
