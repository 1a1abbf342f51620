"""What is met while a Word file is read and told or kept beside its text: pictures, comments, what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from .lessons_model import Aside, LessonPicture
from .lessons_package import Package

_MOST_SHOWN = 3
_MOST_WORDS = 20
_MOST_ABOUT = 40


@dataclass(slots=True)
class Gathered:
    """Filled while reading; shared by all parts of one file."""

    pictures: list[LessonPicture] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)  # (footnote or endnote, its id), as they are met
    about: dict[str, str] = field(default_factory=dict)  # comment id -> the words it was put on
    open_comments: set[str] = field(default_factory=set)
    cleaned: dict[str, None] = field(default_factory=dict)  # what cleaning said, in order
    unknown_signs: int = 0
    hidden: int = 0
    struck: int = 0
    linked_pictures: int = 0
    lost_pictures: int = 0
    charts: int = 0
    embedded: int = 0

    def heard(self, text: str) -> None:
        """Text that was read: it belongs to every comment that is open."""
        for key in self.open_comments:
            self.about[key] = (self.about.get(key, "") + text)[:_MOST_ABOUT]

    def picture(self, package: Package, part: str, alt: str) -> str:
        """Keeps the picture of that part and returns its mark; what cannot be had is told at the end."""
        if not package.has(part):
            self.lost_pictures += 1
            return ""
        number = len(self.pictures) + 1
        name = part.rpartition("/")[2]
        found = LessonPicture(
            number=number, name=name, media_type=package.media_type(part), data=package.data(part), alt=alt
        )
        self.pictures.append(found)
        return mark(number)

    def notes(self) -> list[str]:
        """What a person should know of how the file was read."""
        found = []
        if self.deleted:
            found.append(f"修订里删去的字没有收进来：{_shown(self.deleted)}。")
        if self.prompts:
            found.append(f"没有填的地方当作空的：{_shown(self.prompts)}。")
        if self.hidden:
            found.append(f"有{self.hidden}处隐藏的文字，也读进来了。")
        if self.struck:
            found.append(f"有{self.struck}处画了删除线的字，照样读进来了，请看看还要不要。")
        if self.unknown_signs:
            found.append(f"有{self.unknown_signs}个特殊符号没认出来，先用“□”代替。")
        if self.linked_pictures:
            found.append(f"有{self.linked_pictures}张图只是链接，文件里没有图。")
        if self.lost_pictures:
            found.append(f"有{self.lost_pictures}张图在文件里找不到了。")
        if self.charts:
            found.append(f"有{self.charts}个图表没有读，留在原文件里。")
        if self.embedded:
            found.append(f"有{self.embedded}处嵌着别的文件，没有读，留在原文件里。")
        return [*found, *(f"{said}。" for said in self.cleaned)]


def mark(number: int) -> str:
    """〔图1〕, which stands in the text where the picture stood."""
    return f"〔图{number}〕"


def footnote_mark(number: int) -> str:
    """〔注1〕."""
    return f"〔注{number}〕"


def _shown(texts: list[str]) -> str:
    words = [text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]}……" for text in texts[:_MOST_SHOWN]]
    more = f"等{len(texts)}处" if len(texts) > _MOST_SHOWN else ""
    return "、".join(f"“{word}”" for word in words) + more
