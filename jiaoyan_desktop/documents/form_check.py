"""Compares the placeholders found in a template with what form.toml declares; either side missing one is an error."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from jiaoyan_desktop.domain.pack import FormSpec

from .form_values import tokens_of
from .pack_tables import pack_error

_IN_FILE_NAME = re.compile(r"\{([^{}]*)\}")


def check_placeholders(form: FormSpec, file: str, free: Iterable[str], in_rows: Mapping[str, Collection[str]]) -> None:
    """``free`` are tokens outside repeated rows, ``in_rows`` those of each row by the token it starts at."""
    declared = tokens_of(form)
    found = set(free)
    row_words = {item.token for group in form.rows for item in (*group.fields, *group.pictures)}
    for word in sorted(found - declared):
        if word in row_words:
            raise pack_error(
                file, f"“{word}”是重复行里的，写到了那一行的外面。", "请把它移到那一行里，或另起一个名称。"
            )
        raise pack_error(
            file, f"填空处“{word}”在 form.toml 里没有写。", "请在 form.toml 的 [fields] 或 [[ask]] 里加上它。"
        )
    used = set(found)
    for group in form.rows:
        own = {item.token for item in (*group.fields, *group.pictures)}
        here = set(in_rows.get(group.starts_at, ()))
        for word in sorted(here - own - declared):
            raise pack_error(
                file, f"“{group.starts_at}”那一行里的“{word}”在 form.toml 里没有写。", "请在这一行的 fields 里加上它。"
            )
        for word in sorted(own - here):
            raise pack_error(file, f"“{group.starts_at}”那一行里缺少填空处“{word}”。", f"请在表里写上 {{{{{word}}}}}。")
        used |= here
    used |= set(_IN_FILE_NAME.findall(form.file_name))
    for word in sorted(declared - used):
        raise pack_error(file, f"缺少填空处“{word}”。", f"请在表里写上 {{{{{word}}}}}，或从 form.toml 里去掉它。")
