"""Reads a folder of forms/ into the domain's Pack with its rules, checklist, rubrics and forms; refuses the unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jiaoyan_desktop.domain.observation import Criterion, Grade, Rubric
from jiaoyan_desktop.domain.pack import RULE_KINDS, MaterialSpec, Pack, Rule

from .form_specs import load_form
from .forms_source import FormsSource
from .pack_tables import Table, no_twins, pack_error, read_toml
from .templates import open_template
from .vocabulary import Vocabulary

_LONGEST_QUOTE = 20
_PARTIES = ("school", "teacher")
_PACK_FILES = ("pack.toml", "requirements.toml", "materials.toml", "rubrics.toml")
_FORM_FILES = ("form.toml", "template.docx", "template.xlsx", "sample.json")
_ANYTHING = Vocabulary()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackTitle:
    """A pack as it is offered for choosing."""

    id: str
    title: str
    term_name: str
    issuer: str


def pack_titles(source: FormsSource) -> tuple[PackTitle, ...]:
    """The packs that a term can be made with; those that only serve others (``base = true``) are left out."""
    found = []
    for path in source.paths():
        folder, _, name = path.rpartition("/")
        if name == "pack.toml" and folder and "/" not in folder:
            head, is_base = _head(source, folder)
            if not is_base:
                found.append(PackTitle(id=head.id, title=head.title, term_name=head.term_name, issuer=head.issuer))
    return tuple(found)


def pack_files(source: FormsSource, pack_id: str) -> dict[str, bytes]:
    """Every file of the pack and of the packs it extends, by path: what making a term stores in the school file."""
    return {path: source.read(path) for folder in _lineage(source, pack_id) for path in source.paths(folder)}


def load_pack(source: FormsSource, pack_id: str, *, vocabulary: Vocabulary = _ANYTHING, templates: bool = True) -> Pack:
    """The pack with what it extends merged in, its own word winning; UserError naming file and word.

    ``templates`` also opens every template and compares its placeholders with form.toml.
    """
    pack: Pack | None = None
    for folder in reversed(_lineage(source, pack_id)):
        own = _load_one(source, folder, vocabulary)
        pack = own if pack is None else _laid_over(own, pack)
    assert pack is not None
    _check_references(pack)
    if templates:
        for form in pack.forms:
            if form.template:
                open_template(source, form)
    return pack


def _lineage(source: FormsSource, pack_id: str) -> list[str]:
    """The pack's folder, then the one it extends, and so on."""
    found: list[str] = []
    following = pack_id
    while following:
        if following in found:
            raise pack_error(f"{following}/pack.toml", "extends 绕成了一个圈。")
        found.append(following)
        following = _head(source, following)[0].extends
    return found


def _head(source: FormsSource, folder: str) -> tuple[Pack, bool]:
    table = read_toml(source, f"{folder}/pack.toml")
    pack = Pack(
        id=table.text("id"),
        title=table.text("title"),
        version=table.text("version"),
        issuer=table.text("issuer", ""),
        basis=table.texts("basis"),
        term_name=table.text("term_name", ""),
        extends=table.text("extends", ""),
        date_notes=table.texts("date_notes"),
        deadline=table.day("deadline", None),
        observation_kinds=table.texts("observation_kinds"),
        activity_kinds=table.texts("activity_kinds"),
        dates=_dates(table.table("dates")),
    )
    if pack.id != folder:
        raise table.error(f"id“{pack.id}”要和文件夹同名，文件夹叫“{folder}”。")
    naming = {key: table.text(key, "") for key in ("naming", "packet_name")}
    pack = replace(pack, **{key: value for key, value in naming.items() if value})
    is_base = table.flag("base", False)
    table.finish()
    return pack, is_base


def _dates(table: Table) -> dict[str, Any]:
    spans = {}
    for name in table.names():
        part = table.table(name)
        first, last = part.day("from"), part.day("to")
        part.finish()
        assert first is not None and last is not None
        if last < first:
            raise table.error(f"“{name}”的结束日在开始日之前。")
        spans[name] = (first, last)
    return spans


def _load_one(source: FormsSource, folder: str, vocabulary: Vocabulary) -> Pack:
    pack, _ = _head(source, folder)
    there = source.paths(folder)
    _refuse_odd_files(folder, there)
    forms = [
        load_form(source, path.removesuffix("/form.toml"), vocabulary) for path in there if path.endswith("/form.toml")
    ]
    return replace(
        pack,
        rules=_listed(source, folder, "requirements.toml", "rule", lambda table: _rule(table, vocabulary)),
        materials=_listed(source, folder, "materials.toml", "material", _material),
        rubrics=_listed(source, folder, "rubrics.toml", "rubric", _rubric),
        forms=tuple(forms),
        texts=_texts(source, folder),
    )


def _refuse_odd_files(folder: str, there: tuple[str, ...]) -> None:
    """A misspelt file name would otherwise be a rule, a text or a form that silently is not there."""
    for path in there:
        inner, _, name = path.removeprefix(f"{folder}/").rpartition("/")
        known = _PACK_FILES if not inner else _FORM_FILES
        if inner.count("/") or (inner != "texts" and name not in known):
            raise pack_error(path, "不认识这个文件。", f"这里可以放：{'、'.join(known)}。")
        if inner not in ("", "texts") and f"{folder}/{inner}/form.toml" not in there:
            raise pack_error(f"{folder}/{inner}", "这个文件夹里缺少 form.toml。", "请补上它，或删掉这个文件夹。")


def _listed(source: FormsSource, folder: str, name: str, key: str, read: Any) -> tuple[Any, ...]:
    path = f"{folder}/{name}"
    if path not in source.paths(folder):
        return ()
    table = read_toml(source, path)
    items = tuple(read(part) for part in table.tables(key))
    table.finish()
    no_twins((item.id for item in items), path, "id")
    return items


def _rule(table: Table, vocabulary: Vocabulary) -> Rule:
    rule_id = table.text("id")
    table.within(f"要求{rule_id}：")
    rule = Rule(
        id=rule_id,
        kind=table.text("kind"),
        title=table.text("title"),
        quote=table.text("quote", ""),
        who=table.text("who", ""),
        values=table.mapping("values"),
        note=table.text("note", ""),
    )
    table.finish()
    if rule.kind not in RULE_KINDS:
        raise table.error(f"没有“{rule.kind}”这一类要求，可以是：{'、'.join(RULE_KINDS)}。")
    if len(rule.quote) > _LONGEST_QUOTE:
        raise table.error(f"引文最多{_LONGEST_QUOTE}个字，现在是{len(rule.quote)}个字。")
    vocabulary.check_rule(rule, table)
    return rule


def _material(table: Table) -> MaterialSpec:
    material_id = table.text("id")
    table.within(f"材料{material_id}：")
    item = MaterialSpec(
        id=material_id,
        title=table.text("title"),
        order=table.whole("order", 0),
        party=table.text("party", "school"),
        copies=table.whole("copies", 1),
        format=table.text("format", "Word"),
        deadline=table.day("deadline", None),
        who=table.text("who", ""),
        folder=table.text("folder", ""),
        forms=table.texts("forms"),
        rules=table.texts("rules"),
        needs=tuple(_need(part) for part in table.tables("needs")),
        note=table.text("note", ""),
    )
    table.finish()
    if item.party not in _PARTIES:
        raise table.error(f"party 不能是“{item.party}”，可以是：{'、'.join(_PARTIES)}。")
    return item


def _need(table: Table) -> dict[str, Any]:
    table.text("kind")
    return table.all()


def _rubric(table: Table) -> Rubric:
    rubric_id = table.text("id")
    table.within(f"评价表{rubric_id}：")
    total = table.number("total")
    columns = table.texts("remark_columns")
    rubric = Rubric(
        id=rubric_id,
        title=table.text("title"),
        version=table.text("version", "1"),
        criteria=tuple(_criterion(part) for part in table.tables("criteria")),
        grades=tuple(_grade(part) for part in table.tables("grades")),
    )
    table.finish()
    no_twins((item.name for item in rubric.criteria), table.file, "指标")
    together = sum(item.points for item in rubric.criteria)
    if abs(together - total) > 1e-9:
        raise table.error(f"各项指标加起来是{together:g}分，total 写的是{total:g}分。")
    if [item.at_least for item in rubric.grades] != sorted((item.at_least for item in rubric.grades), reverse=True):
        raise table.error("grades 要从高分往低分写。")
    return replace(rubric, remark_columns=columns) if columns else rubric


def _criterion(table: Table) -> Criterion:
    item = Criterion(name=table.text("name"), points=table.number("points"), description=table.text("description", ""))
    table.finish()
    return item


def _grade(table: Table) -> Grade:
    item = Grade(name=table.text("name"), at_least=table.number("at_least"))
    table.finish()
    return item


def _texts(source: FormsSource, folder: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in source.paths(f"{folder}/texts"):
        if not path.endswith(".md"):
            raise pack_error(path, "texts 里只放 .md 文件。")
        name = path.rpartition("/")[2].removesuffix(".md")
        found.update(_sections(name, source.read(path).decode("utf-8-sig")))
    return found


def _sections(name: str, text: str) -> dict[str, str]:
    """「# 指导思想」 begins a section: key -> its lines without the blank ones around."""
    lists: dict[str, list[str]] = {name: []}
    key = name
    for line in text.splitlines():
        if line.startswith("# "):
            key = f"{name}/{line[2:].strip()}"
            lists.setdefault(key, [])
        else:
            lists[key].append(line.rstrip())
    return {key: "\n".join(lines).strip() for key, lines in lists.items() if key != name or any(lines)}


def _laid_over(own: Pack, base: Pack) -> Pack:
    """``own`` with what only ``base`` has added behind it."""

    def both(name: str) -> tuple[Any, ...]:
        mine = getattr(own, name)
        taken = {item.id for item in mine}
        return (*mine, *(item for item in getattr(base, name) if item.id not in taken))

    return replace(
        own,
        rules=both("rules"),
        materials=both("materials"),
        rubrics=both("rubrics"),
        forms=both("forms"),
        texts={**base.texts, **own.texts},
        observation_kinds=own.observation_kinds or base.observation_kinds,
        activity_kinds=own.activity_kinds or base.activity_kinds,
    )


def _check_references(pack: Pack) -> None:
    forms = {form.id for form in pack.forms}
    rules = {rule.id for rule in pack.rules}
    file = f"{pack.id}/materials.toml"
    for item in pack.materials:
        for name in item.forms:
            if name not in forms:
                raise pack_error(file, f"材料{item.id}：没有“{name}”这张表。")
        for name in item.rules:
            if name not in rules:
                raise pack_error(file, f"材料{item.id}：没有“{name}”这条要求。")
