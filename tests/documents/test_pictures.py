"""Photos as phones deliver them: sideways, far too large, broken, or made to do harm."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from jiaoyan_desktop.documents.pictures import HANDWRITING, PAGE, STORY, Limits, shrink
from jiaoyan_desktop.errors import UserError


def a_photo(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    """A noisy picture, so that it does not shrink to nothing by itself."""
    noise = Image.effect_noise((width, height), 90).convert(mode)
    out = io.BytesIO()
    noise.save(out, kind, **options)
    return out.getvalue()


def turned(orientation: int) -> bytes:
    """A wide picture, red on its left half, whose EXIF says how it was held, and where it was taken."""
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x8825] = {1: "N", 2: (46.0, 15.0, 0.0)}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("limits", [PAGE, HANDWRITING, STORY])
def test_a_large_photo_comes_out_within_both_limits(limits):
    shrunk = shrink(a_photo(4000, 3000, quality=95), limits)
    assert max(shrunk.width, shrunk.height) <= limits.long_side
    assert len(shrunk.data) <= limits.bytes
    assert Image.open(io.BytesIO(shrunk.data)).size == (shrunk.width, shrunk.height)


def test_a_small_photo_is_not_blown_up():
    assert (shrink(a_photo(300, 200)).width, shrink(a_photo(300, 200)).height) == (300, 200)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [(1, (400, 200), (50, 100)), (3, (400, 200), (350, 100)), (6, (200, 400), (100, 50)), (8, (200, 400), (100, 350))],
)
def test_a_photo_is_turned_upright(orientation, size, red_at):
    shrunk = shrink(turned(orientation))
    image = Image.open(io.BytesIO(shrunk.data))
    assert image.size == size
    pixel = image.getpixel(red_at)
    assert isinstance(pixel, tuple) and pixel[0] > 200 and pixel[2] < 60


def test_nothing_tells_where_it_was_taken():
    image = Image.open(io.BytesIO(shrink(turned(6)).data))
    assert not image.getexif()


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("BMP", "RGB"), ("GIF", "P")])
def test_other_kinds_become_jpeg_on_white(kind, mode):
    out = io.BytesIO()
    Image.new(mode, (20, 20), 0).save(out, kind)
    shrunk = shrink(out.getvalue())
    assert Image.open(io.BytesIO(shrunk.data)).format == "JPEG"
    if mode == "RGBA":
        assert Image.open(io.BytesIO(shrunk.data)).getpixel((5, 5)) == (255, 255, 255)


def test_a_printers_cmyk_photo_can_be_read():
    assert shrink(a_photo(60, 40, mode="CMYK")).width == 60


def test_the_same_photo_gives_the_same_bytes():
    data = a_photo(2000, 1500)
    assert shrink(data).data == shrink(data).data


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", a_photo(400, 300)[:2000]],
)
def test_what_is_broken_is_named_with_a_cure(data):
    with pytest.raises(UserError, match="“签到册”打不开") as told:
        shrink(data, name="签到册")
    assert "重新发一次" in told.value.cure


def bomb(width: int, height: int) -> bytes:
    """A few bytes that claim to be a huge picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_photo_whose_exif_alone_is_broken_is_taken_as_it_lies():
    photo = a_photo(300, 200)
    broken = b"\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\xff"
    assert shrink(photo[:2] + broken + photo[2:]).width == 300


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_picture_made_to_fill_the_memory_is_refused(side):
    with pytest.raises(UserError, match=r"太大|打不开"):
        shrink(bomb(side, side))


def test_a_file_too_large_to_be_a_photo_is_refused_unread():
    with pytest.raises(UserError, match="MB，太大了"):
        shrink(b"\0" * 80_000_001)


def test_limits_hold_even_for_noise():
    tight = Limits(800, 60_000)
    assert len(shrink(a_photo(1600, 1200), tight).data) <= tight.bytes
