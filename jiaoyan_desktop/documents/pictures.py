"""Photos made fit for paper and sending: turned upright, shrunk, without the place they were taken at."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any

from jiaoyan_desktop.errors import UserError

# A 200-megapixel phone is the largest there is; a file that claims more is made to fill the memory.
_MOST_PIXELS = 220_000_000
_MOST_BYTES = 80_000_000
_KINDS = ("JPEG", "PNG", "BMP", "GIF", "WEBP", "TIFF")
_QUALITIES = (85, 75, 65, 55)
_SMALLEST_SIDE = 480


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a picture may be: its longer side in pixels, and its file in bytes."""

    long_side: int
    bytes: int


PAGE = Limits(1600, 350_000)  # on a page of a document: 150 mm at some 270 dots an inch
HANDWRITING = Limits(2000, 500_000)  # photographed notes have to stay legible
STORY = Limits(1920, 600_000)  # what a photo-story site takes without shrinking it again


@dataclass(frozen=True, slots=True)
class Shrunk:
    """An upright JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int


def shrink(data: bytes, limits: Limits = PAGE, *, name: str = "照片") -> Shrunk:
    """The picture upright and within ``limits``; UserError naming ``name`` when it is damaged or no picture."""
    from PIL import Image

    if len(data) > _MOST_BYTES:
        raise UserError(
            f"“{name}”有{len(data) // 1_000_000}MB，太大了，没有放进去。", cure="请先在手机或电脑上另存小一点再放。"
        )
    broken = (OSError, SyntaxError, ValueError, struct.error, EOFError, MemoryError)
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        image = _opened(data, limits, name)
        return _written(image, limits)
    except bombs as trouble:
        raise _too_many_pixels(name) from trouble
    except broken as trouble:
        raise UserError(
            f"“{name}”打不开，可能没有传完整，或者不是照片。", cure="请在手机上重新发一次原图（JPG），再放进来。"
        ) from trouble


def _too_many_pixels(name: str) -> UserError:
    return UserError(f"“{name}”展开后太大，没有打开它。", cure="请先在手机或电脑上另存小一点再放。")


def _opened(data: bytes, limits: Limits, name: str) -> Any:
    """The picture upright, in plain colours on white, not larger than the limit needs."""
    from PIL import Image, ImageOps

    image: Any = Image.open(io.BytesIO(data), formats=_KINDS)
    if image.width * image.height > _MOST_PIXELS:
        raise _too_many_pixels(name)
    # JPEG can be read at a half, a quarter or an eighth of its size, which is far quicker than shrinking it later.
    image.draft("RGB", (limits.long_side * 2, limits.long_side * 2))
    image.load()
    image = ImageOps.exif_transpose(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image.convert("RGB")


def _written(image: Any, limits: Limits) -> Shrunk:
    from PIL import Image

    side = min(limits.long_side, max(image.size))
    while True:
        smaller = image.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            out = io.BytesIO()
            smaller.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= limits.bytes:
                return Shrunk(out.getvalue(), *smaller.size)
        if side <= _SMALLEST_SIDE:
            return Shrunk(out.getvalue(), *smaller.size)
        side = max(_SMALLEST_SIDE, side * 4 // 5)


def looks_upright(data: bytes) -> bool:
    """Whether the picture is higher than wide once turned; used to place it."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return image.height > image.width
