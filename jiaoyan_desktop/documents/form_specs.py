"""Reads a form's folder: form.toml into a FormSpec, sample.json into the values of a trial fill."""

from __future__ import annotations

import json
import re
from typing import Any

from jiaoyan_desktop.domain.pack import ONE_PER, FormAsk, FormField, FormRows, FormSpec

from .form_values import tokens_of
from .forms_source import FormsSource
from .pack_tables import Table, no_twins, pack_error, read_toml
from .tokens import plain_token
from .vocabulary import Vocabulary

FILE_NAME_TOKEN = re.compile(r"\{([^{}]*)\}")
_PICTURE_BOX = re.compile(r"\d{1,3}x\d{1,3}")
_FREE_IN_FILE_NAMES = ("序号",)
_TEMPLATES = ("template.docx", "template.xlsx")


def load_form(source: FormsSource, folder: str, vocabulary: Vocabulary) -> FormSpec:
    """The form in ``folder`` (common/observation-record), its template not opened; UserError naming file and word."""
    table = read_toml(source, f"{folder}/form.toml")
    form_id = table.text("id")
    if form_id != folder.rpartition("/")[2]:
        raise table.error(f"id“{form_id}”要和文件夹同名，文件夹叫“{folder.rpartition('/')[2]}”。")
    form = FormSpec(
        id=form_id,
        title=table.text("title"),
        one_per=_one_of(table, "one_per", ONE_PER),
        file_name=table.text("file_name"),
        template=_template(source, folder, table),
        compose=table.text("compose", ""),
        select=table.text("select", ""),
        fields=_fields(table, "fields"),
        rows=tuple(_rows(part) for part in table.tables("rows")),
        asks=tuple(_ask(part) for part in table.tables("ask")),
        pictures=_fields(table, "pictures"),
        note=table.text("note", ""),
    )
    table.finish()
    _check_words(form, table, vocabulary)
    return form


def load_sample_json(source: FormsSource, form: FormSpec, folder: str) -> dict[str, Any]:
    """sample.json as {"fields", "rows", "pictures"}; every declared token has to be there and nothing else."""
    path = f"{folder}/sample.json"
    try:
        sample = json.loads(source.read(path).decode("utf-8-sig"))
    except ValueError as trouble:
        raise pack_error(path, f"格式没写对（{trouble}）。") from trouble
    parts = ("fields", "rows", "pictures")
    if not isinstance(sample, dict) or not all(isinstance(sample.get(name, {}), dict) for name in parts):
        raise pack_error(path, "最外面和 fields、rows、pictures 都要写成 { } 的样子。")
    for word in sample:
        if word not in parts:
            raise pack_error(path, f"最外面的“{word}”不认识，只能有 fields、rows、pictures 三项。")
    fields, rows, pictures = (sample.get(name, {}) for name in parts)
    picture_tokens = {item.token for item in form.pictures}
    _same_words(path, "fields", fields, tokens_of(form) - picture_tokens)
    _same_words(path, "pictures", pictures, picture_tokens)
    _same_words(path, "rows", rows, {group.starts_at for group in form.rows})
    for group in form.rows:
        items = rows[group.starts_at]
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise pack_error(path, f"rows 里的“{group.starts_at}”要写成 [ {{ }}, {{ }} ] 的样子。")
        for item in items:
            _same_words(
                path, f"rows.{group.starts_at}", item, {part.token for part in (*group.fields, *group.pictures)}
            )
    return {"fields": fields, "rows": rows, "pictures": pictures}


def _same_words(path: str, place: str, given: dict[str, Any], declared: set[str] | frozenset[str]) -> None:
    for word in sorted(declared - set(given)):
        raise pack_error(path, f"{place} 里缺少“{word}”。")
    for word in given:
        if word not in declared:
            raise pack_error(path, f"{place} 里的“{word}”在 form.toml 里没有。")


def _template(source: FormsSource, folder: str, table: Table) -> str:
    there = [name for name in _TEMPLATES if f"{folder}/{name}" in source.paths(folder)]
    composed = table.text("compose", "")
    if len(there) + bool(composed) > 1:
        raise table.error("template.docx、template.xlsx、compose 只能有一样。")
    if not there and not composed:
        raise table.error("缺少空表：文件夹里要有 template.docx 或 template.xlsx。")
    return f"{folder}/{there[0]}" if there else ""


def _one_of(table: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = table.text(key)
    if value not in allowed:
        raise table.error(f"“{key}”不能是“{value}”，可以是：{'、'.join(allowed)}。")
    return value


def _fields(table: Table, key: str) -> tuple[FormField, ...]:
    found = []
    for token, text in table.mapping(key).items():
        if not isinstance(text, str):
            raise table.error(f"“{token}”应当对应一个带引号的名称。")
        name, _, style = (part.strip() for part in text.partition(":"))
        if not name:
            raise table.error(f"“{token}”没有写对应哪一项。")
        found.append(FormField(token=_token(table, token), source=name, format=style))
    no_twins((item.token for item in found), table.file, "填空处")
    return tuple(found)


def _token(table: Table, word: str) -> str:
    plain = plain_token(word)
    if not plain or any(mark in plain for mark in "{}｛｝"):
        raise table.error(f"填空处的名称“{word}”不能空着，也不能带括号。")
    return plain


def _rows(table: Table) -> FormRows:
    starts_at = _token(table, table.text("starts_at"))
    rows = FormRows(
        starts_at=starts_at,
        each=table.text("each"),
        fields=_fields(table, "fields"),
        at_least=table.whole("at_least", 0),
        pictures=_fields(table, "pictures"),
    )
    table.finish()
    if starts_at not in {item.token for item in (*rows.fields, *rows.pictures)}:
        raise table.error(f"starts_at 的“{starts_at}”没有写在它的 fields 里。")
    return rows


def _ask(table: Table) -> FormAsk:
    token = _token(table, table.text("token"))
    ask = FormAsk(
        token=token,
        question=table.text("question", ""),
        long=table.flag("long", False),
        optional=table.flag("optional", True),
    )
    table.finish()
    return ask


def _check_words(form: FormSpec, table: Table, vocabulary: Vocabulary) -> None:
    no_twins(
        [item.token for item in (*form.fields, *form.pictures, *form.asks)],
        table.file,
        "填空处",
    )
    no_twins([group.starts_at for group in form.rows], table.file, "重复行的开头")
    for part in (*form.pictures, *(item for group in form.rows for item in group.pictures)):
        if part.format and not _PICTURE_BOX.fullmatch(part.format):
            raise table.error(f"照片“{part.token}”的大小“{part.format}”要写成 宽x高（毫米），例如 150x95。")
    has_pictures = form.pictures or any(group.pictures for group in form.rows)
    if has_pictures and form.template.endswith(".xlsx"):
        raise table.error("Excel表里还放不了照片，请把照片放到Word表里。")
    known_here = tokens_of(form) | set(_FREE_IN_FILE_NAMES)
    for word in FILE_NAME_TOKEN.findall(form.file_name):
        if word not in known_here:
            raise table.error(f"file_name 里的“{{{word}}}”没有在 [fields] 或 [[ask]] 里写明。")
    suffix = form.file_name.rpartition(".")[2]
    if form.template and not form.template.endswith(f".{suffix}"):
        raise table.error(f"file_name 的后缀“.{suffix}”和空表“{form.template.rpartition('/')[2]}”不一样。")
    vocabulary.check_form(form, table)
