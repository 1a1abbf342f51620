"""Reading classes, grades and periods written in any usual way: 五（1）班, 5.2, 四年级一班, 三1、三2, 下午第1节."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from ..errors import UserError
from .dates import number_from_chinese
from .patterns import late
from .text import compact

Pair = tuple[int, int]  # (grade, number within the grade)

GRADES = range(1, 7)
_MOST_CLASSES = 40
_MOST_PERIODS = 12
_FIGURES = "一二三四五六七八九"
_G = "[一二三四五六七八九1-9]"
_N = r"(?:\d{1,2}|十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = "[至到~-]"
_CIRCLED = {chr(0x2460 + number): f"({number + 1})" for number in range(20)}
_NARROW = str.maketrans(
    {"（": "(", "）": ")", "【": "(", "】": ")", "—": "-", "–": "-", "－": "-", "～": "~", **_CIRCLED}
)

# Longest and most telling first: the scanner takes the first that fits where it stands.
_FORMS = late(
    rf"(?P<from_grade>{_G})(?:年级|年)?{_TO}+(?P<to_grade>{_G})年级"
    rf"|(?P<grades>{_G}(?:[、,，和]?{_G})*)年级(?!\(?\d|[一二三四五六七八九十]+班)"
    rf"|(?P<g1>{_G})(?:年级|年)?\((?P<first>{_N}){_TO}(?P<last>{_N})\)班?"
    rf"|(?P<g2>{_G})(?:年级|年)?\((?P<numbers>{_N}(?:[、,，.]{_N})*)\)班?"
    rf"|(?P<g3>{_G})(?:年级|年)(?P<n3>{_N})班?"
    rf"|(?P<g4>{_G})[.\-．](?P<n4>\d{{1,2}})班?(?!\d)"
    r"|(?P<g5>[1-9])(?P<n5>\d\d)班?(?!\d)"
    r"|(?P<g6>[一二三四五六七八九])(?P<n6>\d{1,2})班?"
    rf"|(?P<g7>[一二三四五六七八九])(?P<n7>{_N})班"
    r"|(?P<two>[1-9][1-9])班?(?!\d)"
    rf"|\((?P<more>{_N}(?:[、,，]{_N})*)\)班?"
    r"|(?P<bare>\d{1,2})班?(?!\d)"
    rf"|(?P<to>{_TO}+)"
    r"|(?P<separator>[、,，;；/和与及及.。]+|班)"
)
_EVERYONE = {"全校", "各班", "全部", "全校各班", "所有班级", "各年级"}


@dataclass(frozen=True, slots=True)
class ClassList:
    """Classes meant by one cell: ``named`` are written out, ``pairs`` adds the existing ones between and inside."""

    named: tuple[Pair, ...]
    pairs: tuple[Pair, ...]


def class_label(grade: int, number: int) -> str:
    """三（1）班, with full-width brackets as on paper."""
    return f"{_FIGURES[grade - 1]}（{number}）班"


def grade_label(grade: int) -> str:
    """三年级."""
    return f"{_FIGURES[grade - 1]}年级"


def read_class(value: object, existing: Collection[Pair] = (), *, field: str = "") -> Pair:
    """The one class meant by a cell; UserError when it is none, several, or cannot exist."""
    pairs = read_classes(value, existing, field=field).pairs
    if len(pairs) != 1:
        labels = "、".join(class_label(*pair) for pair in pairs) or "整个年级"
        _refuse(f"这里要写一个班，写的是{labels}。", field)
    return pairs[0]


def read_classes(value: object, existing: Collection[Pair] = (), *, field: str = "") -> ClassList:
    """All classes meant by a cell; the school's ``existing`` classes fill up 三至六年级 and 三（1）至六（2）."""
    plain = _plain(value, existing, field)
    if plain in _EVERYONE:
        return ClassList((), tuple(sorted(existing)))
    named: list[Pair] = []
    pairs: list[Pair] = []
    grade = 0
    grade_seen = False
    range_from: Pair | None = None
    position = 0
    while position < len(plain):
        found = _FORMS.match(plain, position)
        if found is None:
            _unknown(value, field)
        position = found.end()
        if found["separator"]:
            continue
        if found["to"]:
            if not named:
                _unknown(value, field)
            range_from = named[-1]
            continue
        if found["from_grade"] or found["grades"]:
            grades = _grades_of(found)
            if not grades:
                _unknown(value, field)
            grade_seen = True
            pairs += [pair for pair in sorted(existing) if pair[0] in grades]
            for item in grades:
                _check(item, 1, field)
            continue
        here = _classes_of(found, grade, existing)
        if not here:
            _unknown(value, field)
        for pair in here:
            _check(*pair, field)
        grade = here[-1][0]
        if range_from:
            low, high = sorted((range_from, here[0]))
            pairs += [pair for pair in sorted(existing) if low <= pair <= high]
            range_from = None
        named += here
        pairs += here
    if range_from or not (named or grade_seen):
        _unknown(value, field)
    return ClassList(tuple(dict.fromkeys(named)), tuple(sorted(set(pairs))))


def read_grades(text: str) -> tuple[int, ...]:
    """The grades named in a text (一二年级, 三至六年级, 五年级语文教学进度表); empty when it names none."""
    plain = compact(text).translate(_NARROW)
    found = re.search(rf"({_G})(?:年级|年)?{_TO}+({_G})年级", plain)
    if found:
        return tuple(range(_figure(found[1]), _figure(found[2]) + 1))
    found = re.search(rf"({_G}(?:[、,，和]?{_G})*)年级", plain)
    if found is None:
        return ()
    return tuple(_figure(figure) for figure in re.findall(_G, found[1]))


def read_period(value: object, *, morning: int = 4, field: str = "") -> int:
    """The period of the day: 5, 第3节, 上午第4节; 下午第1节 is counted on from the ``morning`` periods."""
    if isinstance(value, date):
        _refuse(f"节次变成了日期{value.month}月{value.day}日，是表格软件自己改的。", field, cure="请照原样写第几节。")
    plain = compact(_written(value)).strip("()（）").removesuffix(".0")
    found = re.fullmatch(rf"(上午|下午|早上|午后)?第?({_N})(?:节课?|课)?", plain)
    if found is None:
        several = re.fullmatch(rf"(?:上午|下午)?第?({_N})[、,，和至到~\-]+第?({_N})节?", plain)
        if several:
            first = _figure(several[1])
            _refuse(f"“{plain}”写了不止一节。", field, cure="节次写开始的一节，节数另写。", suggestion=first)
        _refuse(f"“{_written(value)}”没认出是第几节。" if plain else "没有写节次。", field, cure="请写成第3节的样子。")
    number = _figure(found[2])
    if found[1] in ("下午", "午后") and 1 <= number <= morning:
        number += morning
    if not 1 <= number <= _MOST_PERIODS:
        _refuse(f"一天没有第{number}节。", field)
    return number


def _plain(value: object, existing: Collection[Pair], field: str) -> str:
    if isinstance(value, date):
        wrote = f"{value.month}月{value.day}日"
        guess = (value.month, value.day)
        sensible = guess[0] in GRADES and guess[1] <= _MOST_CLASSES
        _refuse(
            f"班级变成了日期{wrote}，是表格软件自己改的。",
            field,
            cure=f"是不是{class_label(*guess)}？" if sensible else "请照原样写班级。",
            suggestion=class_label(*guess) if sensible else None,
        )
    plain = compact(_written(value)).translate(_NARROW).removeprefix("小学").removeprefix("小")
    if isinstance(value, float) and plain.endswith(".1") and (value // 1, 10) in existing:
        # 5.10 typed as a number is kept as 5.1 by the spreadsheet.
        grade = int(value)
        _refuse(f"“{plain}”是{class_label(grade, 1)}还是{class_label(grade, 10)}，看不出来。", field)
    if not plain:
        _refuse("没有写班级。", field)
    return plain


def _written(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _grades_of(found: re.Match[str]) -> tuple[int, ...]:
    if found["grades"]:
        return tuple(_figure(figure) for figure in re.findall(_G, found["grades"]))
    first, last = _figure(found["from_grade"]), _figure(found["to_grade"])
    return tuple(range(first, last + 1))


def _classes_of(found: re.Match[str], grade: int, existing: Collection[Pair]) -> list[Pair]:
    """The classes of one piece of text; ``grade`` is that of the class before it, for 五（1）（2） and 五1、2."""
    if found["g1"]:
        numbers = range(_figure(found["first"]), _figure(found["last"]) + 1)
        return [(_figure(found["g1"]), number) for number in numbers][:_MOST_CLASSES]
    if found["g2"]:
        return [(_figure(found["g2"]), _figure(number)) for number in re.findall(_N, found["numbers"])]
    for form in "34567":
        if found[f"g{form}"]:
            return [(_figure(found[f"g{form}"]), _figure(found[f"n{form}"]))]
    if found["two"]:
        pair = (int(found["two"][0]), int(found["two"][1]))
        # 51 is 五（1）班 in some schools and the 51st of something in others: only a class that is there decides.
        return [pair] if pair in existing else []
    inside = found["more"] or found["bare"]
    return [(grade, _figure(number)) for number in re.findall(_N, inside)] if grade else []


def _figure(text: str) -> int:
    return int(text if text.isdigit() else number_from_chinese(text))


def _check(grade: int, number: int, field: str) -> None:
    if grade not in GRADES:
        _refuse(f"小学只有一到六年级，没有{grade_label(grade) if 1 <= grade <= 9 else f'{grade}年级'}。", field)
    if not 1 <= number <= _MOST_CLASSES:
        _refuse(f"没有{class_label(grade, number)}。", field, cure="请看看班号。")


def _unknown(value: object, field: str) -> NoReturn:
    _refuse(f"“{_written(value)}”没认出是哪个班。", field, cure="请写成五（1）班的样子。")


def _refuse(message: str, field: str, *, cure: str = "", suggestion: object = None) -> NoReturn:
    raise UserError(message, field=field, cure=cure, suggestion=suggestion)


def find_class(text: str) -> Pair | None:
    """The first class named inside a longer text (三（1）班课程表); None when there is none."""
    plain = compact(text).translate(_NARROW)
    found = re.search(rf"({_G})(?:年级|年)?\(({_N})\)|({_G})(?:年级|年)?({_N})班|({_G})[.\-](\d{{1,2}})班", plain)
    if found is None:
        return None
    grade, number = (group for group in found.groups() if group)
    pair = (_figure(grade), _figure(number))
    return pair if pair[0] in GRADES and 1 <= pair[1] <= _MOST_CLASSES else None
