"""The sample's drawn pictures: one scene for each photo kind, notes with their header, the same every time."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from jiaoyan_desktop.documents import sample_pictures
from jiaoyan_desktop.domain.activity import HANDIN_HEADER, PHOTO_SLOTS

HEADER = [(name, "清水酄乡中心小学") for name in HANDIN_HEADER]


@pytest.fixture(params=[True, False], ids=["with a Chinese face", "without any"])
def _faces(request, monkeypatch):
    sample_pictures._face.cache_clear()
    if not request.param:
        monkeypatch.setattr(sample_pictures, "_FACES", ())
    yield
    sample_pictures._face.cache_clear()


@pytest.mark.parametrize("slot", PHOTO_SLOTS)
@pytest.mark.usefixtures("_faces")
def test_every_photo_kind_has_a_scene(slot):
    drawn = sample_pictures.scene(slot, "分数的意义", "4月21日", "seed")
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("JPEG", sample_pictures.SIZE)
        assert len(image.getcolors(maxcolors=1 << 24) or []) > 50
    assert drawn == sample_pictures.scene(slot, "分数的意义", "4月21日", "seed")
    assert drawn != sample_pictures.scene(slot, "分数的意义", "4月21日", "another")


@pytest.mark.usefixtures("_faces")
def test_a_page_of_notes_shows_what_was_written():
    blank = sample_pictures.note(HEADER, [], "seed")
    written = sample_pictures.note(HEADER, ["10:00 电报读三遍", "孩子：一个字都不多"], "seed")
    with Image.open(io.BytesIO(written)) as image:
        assert image.size == sample_pictures.NOTE_SIZE
    assert written != blank


def test_more_lines_than_a_page_holds_are_cut_off():
    lines = [f"第{number}行" for number in range(60)]
    assert sample_pictures.note(HEADER, lines, "seed") == sample_pictures.note(HEADER, lines[:40], "seed")
