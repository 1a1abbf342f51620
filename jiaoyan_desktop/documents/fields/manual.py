"""The list of everything a form may ask for, written for people who do not program (forms/可以填的内容.md)."""

from __future__ import annotations

from collections.abc import Iterable

from .formats import FORMATS
from .registry import Field
from .values import FIELDS, LISTS, PICTURES, SELECTS

_KINDS = {
    "": "任何一张表",
    "observation": "每次听课一份（observation）",
    "observer": "每位听课人一份（observer）",
    "activity": "每次活动一份（activity）",
    "draft": "每稿教案一份（draft）",
    "study": "每个课例一份（study）",
    "teacher": "每位教师一份（teacher）",
    "class": "每个班一份（class）",
    "recommendation": "每个推荐一份（recommendation）",
    "handin": "老师交的每份一份（handin）",
    "progress": "每张周进度表一份（progress）",
}
# Fields under these prefixes are those of another kind of record, told there.
_PREFIXES = {"study": "study", "teacher": "teacher", "activity": "activity"}
_HEAD = """# 可以填的内容

这里是程序能填进表里的每一项。`form.toml` 里写的就是左边这个名称：

```
"授课教师" = "taught_by.name"
"日期" = "taught_on : date_cn"
```

这个文件由程序写出来（`python3 packaging/make_field_list.py`），不用手改。
"""


def field_list() -> str:
    """The whole page in Markdown."""
    parts = [_HEAD, "## 一、单个的内容\n"]
    parts += [_kind(one_per, title) for one_per, title in _KINDS.items()]
    parts.append("## 二、会重复的行（`[[rows]]` 的 `each`）\n")
    for source in LISTS.values():
        whom = "任何一张表" if not source.one_per else "、".join(source.one_per)
        parts.append(f"### `{source.name}`　{source.meaning}（{whom}）\n\n{_table(source.fields)}\n")
    parts.append(
        "## 三、照片（`[pictures]`）\n\n" + _rows((item.name, item.meaning) for item in PICTURES.values()) + "\n"
    )
    parts.append(
        "## 四、挑哪些记录（`select`）\n\n" + _rows((item.name, item.meaning) for item in SELECTS.values()) + "\n"
    )
    written = ((name, meaning) for name, (meaning, _) in FORMATS.items())
    parts.append("## 五、写法（冒号后面）\n\n" + _rows(written) + "\n")
    return "\n".join(parts)


def _kind(one_per: str, title: str) -> str:
    return f"### {title}\n\n{_table(tuple(FIELDS[one_per].values()))}\n"


def _table(fields: tuple[Field, ...]) -> str:
    """Own fields one by one; those of another record in one line that says where they are told."""
    own: list[tuple[str, str]] = []
    others: dict[str, None] = {}
    for item in fields:
        prefix, dot, rest = item.name.partition(".")
        if dot and prefix in _PREFIXES and rest in FIELDS[_PREFIXES[prefix]]:
            others[prefix] = None
        else:
            own.append((item.name, item.meaning))
    own += [(f"{prefix}.…", f"同“{_KINDS[_PREFIXES[prefix]]}”各项，前面加“{prefix}.”") for prefix in others]
    return _rows(own)


def _rows(pairs: Iterable[tuple[str, str]]) -> str:
    return "| 名称 | 是什么 |\n|---|---|\n" + "\n".join(f"| `{name}` | {meaning} |" for name, meaning in pairs) + "\n"
