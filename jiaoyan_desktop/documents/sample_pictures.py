"""Pictures of the invented sample school, drawn as shapes: five kinds of scenes and a page of notes, marked 样例.

Nothing here looks like a photograph, and nothing is signed or stamped.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .. import paths

SIZE = (1120, 840)
NOTE_SIZE = (900, 1260)
MEDIA_TYPE = "image/jpeg"
_INK, _PENCIL, _PAPER, _RED, _MARK = (40, 44, 48), (120, 126, 132), (252, 251, 246), (186, 58, 48), (86, 104, 122)
_WALLS = ((236, 229, 214), (221, 230, 232), (233, 226, 231), (225, 232, 220))
_CLOTHES = ((52, 98, 140), (150, 70, 62), (70, 120, 92), (120, 92, 140), (176, 128, 60), (90, 96, 104))
_SKIN, _HAIR = (240, 208, 178), (52, 44, 40)
# Where the usual systems keep a face with Chinese characters; without any of them labels are left out.
_FACES = (
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
    "C:/Windows/Fonts/simsun.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
)


@dataclass(frozen=True, slots=True)
class _Page:
    """A picture in the making: PIL's image and pen, and the dice that make no two alike."""

    image: Any
    pen: Any
    dice: random.Random

    def box(self, x: float, y: float, wide: float, high: float, **looks: Any) -> None:
        """A rectangle by its corner and size."""
        self.pen.rectangle((x, y, x + wide, y + high), **looks)

    def write(self, x: float, y: float, text: str, size: int, fill: tuple[int, int, int] = _INK) -> None:
        """Text where the machine has a Chinese face, else nothing."""
        face = _face(size)
        if face is not None:
            self.pen.text((x, y), text, font=face, fill=fill)


def scene(slot: str, title: str, day: str, seed: str) -> bytes:
    """A drawn JPEG for one of the five photo kinds; ``title`` and ``day`` stand in its caption."""
    page = _blank(SIZE, _WALLS[random.Random(seed).randrange(len(_WALLS))], seed)
    _SCENES[slot](page, title)
    width, height = SIZE
    page.box(0, height - 56, width, 56, fill=(48, 56, 60))
    page.write(20, height - 46, f"样例画　{slot}　{day}　{title}"[:44], 26, (240, 240, 236))
    return _finished(page)


def note(header: Sequence[tuple[str, str]], lines: Sequence[str], seed: str) -> bytes:
    """A drawn JPEG of a page of observation notes: the printed header fields, and lines as if written by hand."""
    page = _blank(NOTE_SIZE, _PAPER, seed)
    width, height = NOTE_SIZE
    page.write(width // 2 - 110, 40, "听 课 笔 记", 42)
    y = 118
    for label, value in header:
        page.write(70, y, f"{label}：", 24)
        page.write(190, y - 2, value[:24], 25, (36, 62, 130))
        page.pen.line((186, y + 34, width - 70, y + 34), fill=_PENCIL)
        y += 46
    top = y + 20
    for row in range(top, height - 80, 52):
        page.pen.line((60, row + 44, width - 60, row + 44), fill=(196, 204, 214))
    for number, line in enumerate(lines):
        if top + number * 52 > height - 130:
            break
        _by_hand(page, 70 + page.dice.randint(0, 14), top + number * 52, line)
    return _finished(page)


def _blank(size: tuple[int, int], colour: tuple[int, int, int], seed: str) -> _Page:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, colour)
    return _Page(image, ImageDraw.Draw(image), random.Random(seed))


def _finished(page: _Page) -> bytes:
    """The JPEG, with the mark 样例 in its corner: a bitmap of ours, so that it is there on a machine without a face."""
    mark = _mark()
    page.image.paste(_MARK, (page.image.width - mark.width - 18, 16), mark)
    out = io.BytesIO()
    page.image.save(out, "JPEG", quality=78)
    return out.getvalue()


@cache
def _mark() -> Any:
    from PIL import Image

    return Image.open(paths.resources() / "sample" / "mark.png").convert("L")


@cache
def _face(size: int) -> Any:
    from PIL import ImageFont

    found = next((path for path in _FACES if Path(path).is_file()), None)
    # The collection of Noto holds Japanese shapes first and ours third.
    return ImageFont.truetype(found, size, index=2 if "NotoSansCJK" in found else 0) if found else None


def _by_hand(page: _Page, x: float, y: float, line: str) -> None:
    """A line of uneven characters; strokes instead where there is no face."""
    blue = (34 + page.dice.randint(-8, 8), 58, 128)
    if _face(28) is None:
        while x < 700:
            step = page.dice.randint(16, 30)
            page.pen.line((x, y + 30, x + step, y + page.dice.randint(8, 26)), fill=blue, width=3)
            x += step + 6
        return
    for character in line:
        size = page.dice.choice((26, 28, 28, 30))
        page.write(x, y + page.dice.randint(0, 6), character, size, blue)
        x += size * (0.62 if character.isascii() else 1.02)


def _person(page: _Page, x: float, y: float, size: float, *, from_behind: bool = False) -> None:
    """Head and shoulders."""
    coat = page.dice.choice(_CLOTHES)
    page.pen.pieslice((x - size, y, x + size, y + size * 2.2), 180, 360, fill=coat)
    page.pen.ellipse(
        (x - size * 0.48, y - size * 0.86, x + size * 0.48, y + size * 0.12), fill=_HAIR if from_behind else _SKIN
    )
    page.pen.pieslice((x - size * 0.5, y - size * 0.92, x + size * 0.5, y + size * 0.1), 180, 360, fill=_HAIR)


def _sheet(page: _Page, x: float, y: float, width: float, height: float) -> None:
    page.box(x + 7, y + 9, width, height, fill=(150, 142, 130))
    page.box(x, y, width, height, fill=_PAPER, outline=(206, 202, 192))


def _scribble(page: _Page, x: float, y: float, width: float, fill: tuple[int, int, int] = _PENCIL) -> None:
    """A line of writing too small to read."""
    end = x + width * page.dice.uniform(0.55, 1.0)
    points = [(x, y)]
    while points[-1][0] < end:
        points.append((points[-1][0] + page.dice.randint(8, 18), y + page.dice.randint(-4, 4)))
    page.pen.line(points, fill=fill, width=3)


def _sign_in(page: _Page, title: str) -> None:
    width, height = SIZE
    page.box(0, 250, width, height, fill=(176, 134, 92))
    left, top = 190 + page.dice.randint(-30, 30), 70
    _sheet(page, left, top, 740, 650)
    page.write(left + 250, top + 24, "教师签到册", 44)
    page.write(left + 40, top + 92, title[:26], 26, _PENCIL)
    heads = ("序号", "姓名", "签到", "签退")
    columns = (0, 110, 310, 490, 660)
    for row in range(11):
        y = top + 140 + row * 46
        page.pen.line((left + 40, y, left + 700, y), fill=_INK, width=2)
        if 0 < row < 10:
            page.write(left + 80, y + 8, str(row), 24, _PENCIL)
    for number, x in enumerate(columns):
        page.pen.line((left + 40 + x, top + 140, left + 40 + x, top + 600), fill=_INK, width=2)
        if number < len(heads):
            page.write(left + 62 + x, top + 148, heads[number], 25)
    page.write(left + 150, top + 610, "样子，没有签名", 22, _PENCIL)
    page.pen.line((left + 780, 180, left + 860, 640), fill=(46, 70, 120), width=18)


def _lesson_design(page: _Page, title: str) -> None:
    width, _ = SIZE
    page.box(60, 50, width - 120, 690, fill=(196, 168, 128), outline=(120, 92, 60), width=10)
    for number, name in enumerate(("A案", "B案", "C案")):
        x, y = 105 + number * 315, 100 + page.dice.randint(-12, 18)
        _sheet(page, x, y, 270, 380)
        page.write(x + 18, y + 14, f"{name} {title}"[:10], 26)
        for row in range(8):
            changed = number and page.dice.random() < 0.35
            _scribble(page, x + 22, y + 78 + row * 36, 225, _RED if changed else _PENCIL)
    for number in range(5):
        x, y = 110 + number * 185, 540 + page.dice.randint(0, 40)
        page.box(x, y, 140, 120, fill=page.dice.choice(((250, 232, 140), (196, 228, 196), (248, 204, 196))))
        for row in range(3):
            _scribble(page, x + 14, y + 30 + row * 30, 110)


def _lesson(page: _Page, title: str) -> None:
    width, _ = SIZE
    page.box(150, 60, 760, 330, fill=(42, 88, 72), outline=(146, 112, 74), width=12)
    page.write(340, 110, title[:12], 52, (238, 240, 232))
    for row in range(3):
        _scribble(page, 220, 220 + row * 48, 420, (220, 226, 216))
    page.box(950, 110, 120, 190, fill=(198, 222, 238), outline=(150, 120, 84), width=8)
    _person(page, 820 + page.dice.randint(-60, 40), 290, 78)
    for row in range(3):
        for seat in range(6 + row):
            x = 90 + seat * (width - 180) / (5 + row) + page.dice.randint(-8, 8)
            _person(page, x, 480 + row * 110, 42 + row * 8, from_behind=True)


def _discussion(page: _Page, title: str) -> None:
    page.box(330, 50, 460, 250, fill=(246, 248, 250), outline=_INK, width=8)
    page.write(370, 120, title[:12], 36)
    _scribble(page, 380, 220, 340)
    for number in range(6):
        _person(page, 150 + number * 165, 380 + page.dice.randint(-8, 8), 62)
    page.pen.ellipse((60, 430, 1060, 760), fill=(184, 146, 104), outline=(140, 106, 70), width=6)
    for _ in range(7):
        x, y = page.dice.randint(190, 830), page.dice.randint(500, 630)
        page.box(x, y, 104, 70, fill=_PAPER, outline=_PENCIL)
        _scribble(page, x + 12, y + 24, 80)
        _scribble(page, x + 12, y + 46, 80)


def _review(page: _Page, title: str) -> None:
    width, height = SIZE
    page.box(0, 200, width, height, fill=(168, 128, 90))
    _sheet(page, 90, 60, 460, 680)
    _sheet(page, 560, 60, 460, 680)
    page.write(120, 84, title[:14], 28)
    for number, name in enumerate(("精点", "不足", "思路")):
        page.write(120, 150 + number * 190, name, 30, _RED)
        for row in range(3):
            _scribble(page, 120, 212 + number * 190 + row * 40, 390)
    for row in range(14):
        _scribble(page, 590, 110 + row * 44, 390)
    page.pen.line((930, 420, 1010, 760), fill=(40, 60, 110), width=16)


_SCENES: dict[str, Callable[[_Page, str], None]] = {
    "签到册": _sign_in,
    "教学设计": _lesson_design,
    "教学展示": _lesson,
    "集中研讨": _discussion,
    "评课记录": _review,
}
