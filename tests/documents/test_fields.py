"""What a form may ask for: every field explained, every value found, every way of writing it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.fields.formats import FORMATS, boxes, percent, span, written
from jiaoyan_desktop.documents.fields.manual import field_list
from jiaoyan_desktop.documents.fields.registry import fields
from jiaoyan_desktop.documents.fields.values import (
    FIELDS,
    LISTS,
    PICTURES,
    SELECTS,
    format_meanings,
    key_of,
    meanings,
    records_for,
    values_for,
)
from jiaoyan_desktop.domain.pack import ONE_PER, FormAsk, FormField, FormRows, FormSpec
from jiaoyan_desktop.errors import UserError
from tests.documents import report_world as world

CHINESE = re.compile("[\u4e00-\u9fff]")


def a_form(one_per: str, *, select: str = "", fields: dict[str, str] | None = None, **more) -> FormSpec:
    """A form asking for those fields: token -> "source : format"."""
    parts = {token: source.partition(":") for token, source in (fields or {}).items()}
    declared = tuple(
        FormField(token=token, source=name.strip(), format=style.strip()) for token, (name, _, style) in parts.items()
    )
    return FormSpec(
        id="trial",
        title="试填表",
        one_per=one_per,
        file_name="x.docx",
        template="",
        select=select,
        fields=declared,
        **more,
    )


def value(one_per: str, record, source: str, scene=None):
    """One field of one record as it is printed."""
    form = a_form(one_per, fields={"值": source})
    return values_for(scene or world.scene(), form, record).fields["值"]


def the(items, uid: str):
    """The record of that uid."""
    return next(item for item in items if item.uid == uid)


def test_every_field_is_explained_in_chinese():
    odd = [(place, name) for place, name, _ in meanings() if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)*", name)]
    mute = [(place, name) for place, name, meaning in meanings() if not CHINESE.search(meaning)]
    assert (odd, mute) == ([], [])
    assert len(meanings()) > 200


@pytest.mark.parametrize("item", [*LISTS.values(), *PICTURES.values(), *SELECTS.values()], ids=lambda item: item.name)
def test_every_list_picture_and_choice_is_explained_and_of_a_known_kind(item):
    assert CHINESE.search(item.meaning)
    kinds = (item.one_per,) if isinstance(item.one_per, str) else item.one_per
    assert set(kinds) <= set(ONE_PER)


def test_every_way_of_writing_is_explained():
    assert all(CHINESE.search(meaning) for meaning in format_meanings().values())
    assert set(FIELDS) - {""} <= set(ONE_PER)


def _kinds_with_records() -> list[str]:
    return [one_per for one_per in FIELDS if one_per and records_for(world.scene(), a_form(one_per))]


@pytest.mark.parametrize("one_per", _kinds_with_records())
def test_every_field_of_every_record_can_be_written(one_per):
    """No record of the world, however bare, breaks a field; nothing comes out as None or as code."""
    scene = world.scene()
    names = [*FIELDS[""], *FIELDS[one_per]]
    form = a_form(one_per, fields={name: name for name in names})
    for record in records_for(scene, form):
        for name, found in values_for(scene, form, record).fields.items():
            assert isinstance(found, str | int | float), name
            assert "None" not in str(found) and "object at" not in str(found), name


@pytest.mark.parametrize("each", LISTS)
def test_every_list_can_be_written(each):
    source = LISTS[each]
    one_per = source.one_per[0] if source.one_per else "term"
    tokens = tuple(FormField(token=item.name, source=item.name) for item in source.fields)
    form = a_form(one_per, rows=(FormRows(starts_at=tokens[0].token, each=each, fields=tokens),))
    scene = world.scene()
    rows = [row for record in records_for(scene, form) for row in values_for(scene, form, record).rows[tokens[0].token]]
    assert rows
    assert all(isinstance(cell, str | int | float) for row in rows for cell in row.values())


def test_a_form_is_made_for_the_records_of_its_choice():
    scene = world.scene()
    assert [item.uid for item in records_for(scene, a_form("activity", select="joint"))] == ["a2"]
    assert [item.uid for item in records_for(scene, a_form("activity", select="stories"))] == ["a2"]
    assert [item.uid for item in records_for(scene, a_form("handin", select="notes"))] == ["h1"]
    assert [item.uid for item in records_for(scene, a_form("handin"))] == ["h1", "h2"]
    assert records_for(scene, a_form("term")) == (scene.records.term,)


def test_a_choice_of_another_kind_is_refused():
    with pytest.raises(UserError, match="不能用“joint”来挑"):
        records_for(world.scene(), a_form("draft", select="joint"))


def test_a_list_of_another_kind_is_refused():
    rows = (FormRows(starts_at="x", each="steps", fields=(FormField(token="x", source="at"),)),)
    with pytest.raises(UserError, match="没有“steps”"):
        values_for(world.scene(), a_form("activity", rows=rows), the(world.records().activities, "a1"))


def test_answers_of_a_record_come_before_those_for_all():
    form = a_form("term", asks=(FormAsk(token="存在问题"), FormAsk(token="没问过")))
    scene = world.scene()
    found = values_for(scene, FormSpec(**{**_as_dict(form), "id": "term-summary"}), scene.records.term)
    assert found.fields["存在问题"] == "听课不够均匀。"
    assert found.unanswered == ("没问过",)
    assert key_of(form, scene.records.term) == ""


def _as_dict(form: FormSpec) -> dict:
    return {name: getattr(form, name) for name in form.__slots__}


def test_two_fields_of_one_name_are_a_fault_of_ours():
    with pytest.raises(ValueError, match="declared twice"):
        fields(("a", "甲", lambda scene, item: ""), ("a", "乙", lambda scene, item: ""))


DAY = date(2025, 6, 8)


@pytest.mark.parametrize(
    ("raw", "style", "shown"),
    [
        (DAY, "", "2025年6月8日"),
        (DAY, "date_cn", "2025年6月8日"),
        (DAY, "date_day", "6月8日"),
        (DAY, "date_dots", "2025.6.8"),
        (DAY, "date_iso", "2025-06-08"),
        (DAY, "date_weekday", "2025年6月8日 周日"),
        (None, "date_cn", ""),
        ("", "date_iso", ""),
        ("1985-03", "month", "1985年3月"),
        ("1985", "month", "1985年"),
        ("三月", "month", "三月"),
        (True, "tick", "√"),
        (False, "tick", ""),
        (False, "yes_no", "否"),
        (True, "", "是"),
        (None, "", ""),
        (0.9337, "percent", "93.3%"),
        (1.0, "percent", "100%"),
        (None, "percent", ""),
        (("甲", "乙"), "", "甲、乙"),
        (("甲", "乙"), "lines", "甲\n乙"),
        (13.0, "", 13.0),
        (13.5, "text", "13.5"),
        (13.0, "text", "13"),
    ],
)
def test_ways_of_writing(raw, style, shown):
    assert written(raw, style, chinese_dates=False, where="值") == shown


def test_a_school_may_write_its_dates_in_chinese():
    assert written(date(2025, 10, 20), "", chinese_dates=True, where="") == "二〇二五年十月二十日"
    assert written(DAY, "date_iso", chinese_dates=True, where="") == "2025-06-08"


@pytest.mark.parametrize(("raw", "style"), [("文字", "date_cn"), (3, "month"), ("高", "percent")])
def test_a_way_of_writing_that_does_not_fit_names_the_placeholder(raw, style):
    with pytest.raises(UserError, match="填空处“日期”") as told:
        written(raw, style, chinese_dates=False, where="日期")
    assert told.value.field == "日期"
    assert set(FORMATS) >= {style}


def test_nearly_everything_is_not_everything():
    assert percent(0.9999) == "99.9%"


def test_boxes_and_spans():
    assert boxes(("主研", "参研"), "参研") == "□主研  ■参研"
    assert boxes(("主研",), "优课") == "□主研  ■优课"
    assert span(date(2025, 3, 1), date(2025, 6, 30)) == "2025年3月1日至6月30日"
    assert span(date(2025, 9, 1), date(2026, 1, 20)) == "2025年9月1日至2026年1月20日"


def test_the_list_for_people_is_up_to_date():
    """forms/可以填的内容.md is written by packaging/make_field_list.py; run it after adding a field."""
    written_down = (paths.forms() / "可以填的内容.md").read_text(encoding="utf-8")
    assert written_down == field_list()
    for name in (*LISTS, *PICTURES, *SELECTS, *FORMATS):
        assert f"`{name}`" in written_down
