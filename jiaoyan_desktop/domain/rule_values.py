"""What the ``values`` of a rule and the ``needs`` of a material may say, and whether a pack says it rightly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from .activity import ROLES
from .glossary import POST_ROLES
from .material_needs import RECOMMENDATION_FIELDS, TEACHER_FIELDS
from .pack import Pack, Rule
from .rules_documents import ACTIVITY_FIELDS

_Test = Callable[[Any], bool]


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _zero_too(value: Any) -> bool:
    return value == 0 or _number(value)


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(map(_text, value))


def _among(*words: str) -> _Test:
    return lambda value: value in words


def _all_among(words: Collection[str]) -> _Test:
    return lambda value: _texts(value) and all(item in words for item in value)


def _day(value: Any) -> bool:
    if isinstance(value, date):
        return True
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


_ALWAYS: dict[str, _Test] = {"due": _day, "window": _text}
_ACTIVITIES: dict[str, _Test] = {"activity_kinds": _texts, "joint": _flag, "level": _among("school", "county")}
_WHAT_IS_HEARD: dict[str, _Test] = {"kinds": _texts, "with_comments": _flag}

_TESTS: dict[str, dict[str, _Test]] = {
    "quota": {
        **_WHAT_IS_HEARD,
        "roles": _all_among(POST_ROLES),
        "except_roles": _all_among(POST_ROLES),
        "number": _zero_too,  # 0: the county asks nothing of this post
        "unit": _among("节", "次"),
        "places": _among("all", "inside", "outside"),
        "walkthroughs_per_lesson": _number,
    },
    "coverage": {
        **_WHAT_IS_HEARD,
        "what": _among("lessons", "activities"),
        "number": _number,
        "evaluated": _flag,
        "activity_kinds": _texts,
    },
    "cadence": {
        **_ACTIVITIES,
        "times": _number,
        "per": _among("week", "month", "term", "year"),
        "group_kind": _among("teaching", "preparation", "grade"),
    },
    "duration": {**_ACTIVITIES, "minutes": _number, "periods": _number},
    "notice": {**_ACTIVITIES, "days": _number},
    "composition": {
        "of": _among("receipt", "names", "full_time", "leading_group"),
        "roles": _all_among(ROLES),
        "number": _number,
        "count": _among("total", "subject_teachers"),
    },
    "document": {
        "document": _among("material", "plan", "recommendation", "activity", "draft", "progress", "handin"),
        "material": _text,
        "basis": _number,
        "parts": _texts,
        "number": _number,
        "categories": _texts,
        "joint": _flag,
        "host_only": _flag,
        "activity_kinds": _texts,
        "subjects": _texts,
        "fields": _all_among(ACTIVITY_FIELDS),
        "any": _number,
        "stage": _among("A", "B", "C"),
        "mentions_any": _texts,
        "label": _text,
    },
    "lineage": {
        "joint": _flag,
        "host_only": _flag,
        "taught": _flag,
        "b_draft": _flag,
        "b_and_c": _flag,
        "adopted": _flag,
        "reflections": _flag,
        "stage": _among("备课", "磨课", "说课", "引课", "议课", "优课"),
        "number": _number,
    },
    "deadline": {
        "of": _among("observations", "joint", "materials"),
        "kinds": _texts,
        "materials": _texts,
    },
    "points": {"points": _number, "rules": _texts},
    "statement": {},
}
# Kind of rule -> the keys of its values, for the loader of packs.
RULE_VALUES: Mapping[str, frozenset[str]] = {kind: frozenset({*_ALWAYS, *tests}) for kind, tests in _TESTS.items()}

_REQUIRED: dict[str, tuple[str, ...]] = {
    "quota": ("roles", "number"),
    "composition": ("of",),
    "document": ("document",),
    "deadline": ("of",),
    "document of material": ("material",),
    "document of activity": ("fields",),
    "document of draft": ("mentions_any", "label"),
    "deadline of observations": ("window",),
    "deadline of joint": ("window",),
}

_NEED_TESTS: dict[str, dict[str, _Test]] = {
    "dates": {"names": _texts},
    "recommendations": {
        "number": _number,
        "fields": _all_among(RECOMMENDATION_FIELDS),
        "teacher_fields": _all_among(TEACHER_FIELDS),
    },
    "teachers": {"fields": _all_among(TEACHER_FIELDS)},
    "assignments": {},
    "timetable": {},
    "progress": {"subjects": _texts, "except": _texts},
    "joint": {"number": _number},
    "photo_stories": {"county": _number, "school": _number},
    "summary": {},
    "handins": {
        "handin": _among("note", "reflection"),
        "header": _flag,
        "pictures": _number,
        "characters": _number,
        "punctuation": _flag,
    },
}
_NEED_REQUIRED: dict[str, tuple[str, ...]] = {"dates": ("names",), "handins": ("handin",)}


def pack_faults(pack: Pack) -> tuple[str, ...]:
    """What a pack says wrongly in its rules and needs, as sentences; empty for a good one."""
    return (
        *(f"要求{rule.id}：{fault}" for rule in pack.rules for fault in _rule_faults(rule, pack)),
        *(
            f"材料{spec.id}：{fault}"
            for spec in pack.materials
            for need in spec.needs
            for fault in _faults(need, _NEED_TESTS, _NEED_REQUIRED, need["kind"], ("kind",))
        ),
    )


def _rule_faults(rule: Rule, pack: Pack) -> list[str]:
    faults = _faults(rule.values, _TESTS, _REQUIRED, rule.kind)
    narrower = rule.values.get("document") or rule.values.get("of")
    missing = _REQUIRED.get(f"{rule.kind} of {narrower}", ())
    faults += [f"values 里缺少“{key}”。" for key in missing if key not in rule.values]
    window = rule.values.get("window")
    if window and window not in pack.dates:
        faults.append(f"pack.toml 的 [dates] 里没有“{window}”。")
    materials = {spec.id for spec in pack.materials}
    asked = [*rule.values.get("materials", ()), *filter(None, (rule.values.get("material"),))]
    faults += [f"没有材料“{name}”。" for name in asked if name not in materials]
    rules = {item.id for item in pack.rules}
    faults += [f"没有要求“{name}”。" for name in rule.values.get("rules", ()) if name not in rules]
    return faults


def _faults(
    values: Mapping[str, Any],
    tests: Mapping[str, Mapping[str, _Test]],
    required: Mapping[str, tuple[str, ...]],
    kind: str,
    known: tuple[str, ...] = tuple(_ALWAYS),
) -> list[str]:
    if kind not in tests:
        return [f"不认识“{kind}”这一种。"]
    allowed = {**{key: _ALWAYS.get(key, _text) for key in known}, **tests[kind]}
    faults = [f"缺少“{key}”。" for key in required.get(kind, ()) if key not in values]
    for key, value in values.items():
        if key not in allowed:
            faults.append(f"不认识“{key}”。")
        elif not allowed[key](value):
            faults.append(f"“{key}”不能是 {value!r}。")
    return faults
