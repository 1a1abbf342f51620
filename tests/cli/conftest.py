"""What tests of the command line share: a new school, and the words that make one."""

from __future__ import annotations

from pathlib import Path

import pytest

NEW_SCHOOL = (
    *("--pack", "lanxi-2025-spring", "--school", "清水酄乡中心小学", "--county", "安平县"),
    *("--starts", "2025-03-01", "--ends", "2025-06-30", "--first-week", "2025-03-03"),
)


@pytest.fixture
def school(call, tmp_path) -> Path:
    """A new school with its term and nothing else."""
    path = tmp_path / "学校.jiaoyan"
    assert call("new", path, *NEW_SCHOOL).code == 0
    return path
