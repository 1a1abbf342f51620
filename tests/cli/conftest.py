"""What tests of the command line share: a sample school made once, and calling a command in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiaoyan_desktop import cli
from jiaoyan_desktop.workflows import sample_school

NEW_SCHOOL = (
    *("--pack", "lanxi-2025-spring", "--school", "清水酄乡中心小学", "--county", "安平县"),
    *("--starts", "2025-03-01", "--ends", "2025-06-30", "--first-week", "2025-03-03"),
)


@dataclass(frozen=True)
class Called:
    """What a command came to."""

    code: int
    out: str
    err: str


Call = Callable[..., Called]


@pytest.fixture
def call(capsys) -> Call:
    """Runs ``jiaoyan`` with some words in this process; no traceback ever shows."""

    def run(*words: str | Path) -> Called:
        capsys.readouterr()
        code = cli.main([str(word) for word in words])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Called(code, shown.out, shown.err)

    return run


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory) -> Path:
    return sample_school.build(tmp_path_factory.mktemp("sample") / "样例学校.jiaoyan")


@pytest.fixture
def sample(made_sample, tmp_path) -> Path:
    """A sample school of this test's own."""
    return Path(shutil.copy(made_sample, tmp_path / "样例学校.jiaoyan"))


@pytest.fixture
def school(call, tmp_path) -> Path:
    """A new school with its term and nothing else."""
    path = tmp_path / "学校.jiaoyan"
    assert call("new", path, *NEW_SCHOOL).code == 0
    return path
