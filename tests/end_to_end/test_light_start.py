"""The window of the sample school is painted before anything heavy is loaded: most of the start is loading."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = [sys.executable, "-P", "-X", "importtime", "-m", "jiaoyan_desktop"]
NOT_YET = {"sqlite_utils", "click", "docx", "openpyxl", "pypinyin", "lxml", "PIL", "python_calamine"}


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path):
    school = str(tmp_path / "样例学校.jiaoyan")
    made = subprocess.run([*PROGRAM, "sample", school], capture_output=True, text=True, encoding="utf-8")
    assert made.returncode == 0, made.stderr
    opened = subprocess.run(
        [*PROGRAM, "open", school],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "JIAOYAN_BENCH_FIRST_PAINT": "1"},
    )
    assert opened.returncode == 0, opened.stderr
    assert opened.stdout.splitlines() == ["first-paint"]
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in opened.stderr.splitlines() if "|" in line}
    assert "PySide6" in loaded
    assert not loaded & NOT_YET
