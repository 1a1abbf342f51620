"""Where dialogs for files begin: always in a folder that is there."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from jiaoyan_desktop import paths


@pytest.fixture
def person(tmp_path, monkeypatch):
    """A person's own folder, without a documents folder in it."""
    own = tmp_path / "own"
    own.mkdir()
    monkeypatch.setattr(Path, "home", classmethod(lambda cls: own))
    monkeypatch.setattr(platformdirs, "user_documents_dir", lambda: str(own / "Documents"))
    return own


def test_without_a_documents_folder_it_is_the_persons_own(person):
    assert paths.documents() == person
    assert paths.begin_in("") == person
    (person / "Documents").mkdir()
    assert paths.documents() == paths.begin_in("") == person / "Documents"


def test_a_remembered_folder_comes_first_while_it_is_there(person, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    assert paths.begin_in(str(stick)) == stick
    stick.rmdir()
    assert paths.begin_in(str(stick)) == person


def test_beside_the_school_file_before_the_persons_own(person, tmp_path):
    school = tmp_path / "schools" / "学校.jiaoyan"
    school.parent.mkdir()
    assert paths.begin_in("", school) == school.parent
    (person / "Documents").mkdir()
    assert paths.begin_in("", school) == person / "Documents"
