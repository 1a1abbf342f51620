"""The words a pack may use: field names, lists, formats, composers; given by the caller, checked while loading."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from jiaoyan_desktop.domain.pack import FormField, FormSpec, Rule

from .pack_tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the program offers to packs. A part that is empty is not checked, so a caller may leave it out."""

    fields: Mapping[str, Collection[str]] = field(default_factory=dict)  # one_per -> names; "" -> offered to every form
    lists: Mapping[str, Collection[str]] = field(default_factory=dict)  # each -> names in its rows
    formats: Collection[str] = ()
    pictures: Collection[str] = ()
    composers: Collection[str] = ()
    selects: Collection[str] = ()
    rule_values: Mapping[str, Collection[str]] = field(default_factory=dict)  # kind of rule -> keys of its values

    def check_form(self, form: FormSpec, table: Table) -> None:
        """UserError naming the word of the form that the program does not know."""
        offered = {*self.fields.get("", ()), *self.fields.get(form.one_per, ())} if self.fields else None
        self._check_fields(form.fields, offered, table)
        self._check_pictures(form.pictures, table)
        for group in form.rows:
            if self.lists and group.each not in self.lists:
                raise table.error(f"each 的“{group.each}”程序没有。可以用：{_joined(self.lists)}。")
            self._check_fields(group.fields, self.lists.get(group.each) if self.lists else None, table)
            self._check_pictures(group.pictures, table)
        if form.compose and self.composers and form.compose not in self.composers:
            raise table.error(f"compose 的“{form.compose}”程序没有。可以用：{_joined(self.composers)}。")
        if form.select and self.selects and form.select not in self.selects:
            raise table.error(f"select 的“{form.select}”程序没有。可以用：{_joined(self.selects)}。")

    def check_rule(self, rule: Rule, table: Table) -> None:
        """UserError naming the value that this kind of rule does not have."""
        if not self.rule_values:
            return
        allowed = self.rule_values.get(rule.kind, ())
        for key in rule.values:
            if key not in allowed:
                raise table.error(f"values 里不认识“{key}”。这一类要求可以写：{_joined(allowed)}。")

    def _check_fields(self, parts: tuple[FormField, ...], offered: Collection[str] | None, table: Table) -> None:
        for part in parts:
            if offered is not None and part.source not in offered:
                raise table.error(f"“{part.token}”对应的“{part.source}”程序没有。可以用：{_joined(offered)}。")
            if part.format and self.formats and part.format not in self.formats:
                raise table.error(f"“{part.token}”的写法“{part.format}”程序没有。可以用：{_joined(self.formats)}。")

    def _check_pictures(self, parts: tuple[FormField, ...], table: Table) -> None:
        for part in parts:
            if self.pictures and part.source not in self.pictures:
                raise table.error(
                    f"照片“{part.token}”对应的“{part.source}”程序没有。可以用：{_joined(self.pictures)}。"
                )


def _joined(words: Collection[str]) -> str:
    return "、".join(sorted(words)) or "（没有）"
