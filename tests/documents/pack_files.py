"""A small pack in memory, one file per entry, for tests to change one thing in."""

from __future__ import annotations

from jiaoyan_desktop.documents.forms_source import StoredForms

from .office_files import docx_bytes

PACK = """
id = "qing-2025"
title = "清水县2025年春季校本教研"
version = "1"
issuer = "清水县教师进修学校"
extends = "common"
term_name = "2025年春季"
deadline = 2025-06-08
observation_kinds = ["推门听课", "联研课"]
[dates]
"推门听课" = { from = 2025-03-01, to = "2025-06-30" }
"""
REQUIREMENTS = """
[[rule]]
id = "0-17"
kind = "quota"
title = "校长听评课"
quote = "每学期不少于30节"
values = { roles = ["principal"], number = 30 }
"""
MATERIALS = """
[[material]]
id = "2"
title = "听课记录"
order = 2
forms = ["record"]
rules = ["0-17"]
needs = [ { kind = "photos", slots = ["签到册"] } ]
"""
RUBRICS = """
[[rubric]]
id = "plain"
title = "课堂评价表"
total = 100
remark_columns = ["精点", "不足", "思路"]
criteria = [ { name = "教学目标", points = 40 }, { name = "教学效果", points = 60 } ]
grades = [ { name = "优", at_least = 90 }, { name = "良", at_least = 75 } ]
"""
FORM = """
id = "record"
title = "听课记录表"
one_per = "observation"
file_name = "听课/{日期}_{授课教师}_{序号}.docx"
[fields]
"授课教师" = "taught_by.name"
"日期" = "taught_on : date_cn"
[[rows]]
starts_at = "指标"
each = "scores"
at_least = 2
fields = { "指标" = "criterion", "得分" = "points" }
[[ask]]
token = "填表人"
question = "谁填的表"
[pictures]
"照片" = "photos : 150x95"
"""
SAMPLE = """{"fields": {"授课教师": "林珺", "日期": "2025年3月12日", "填表人": "韩立新"},
"rows": {"指标": [{"指标": "教学目标", "得分": 36}]}, "pictures": {"照片": ["签到"]}}"""


def _template(document) -> None:
    document.add_paragraph("{{授课教师}} {{填表人}}")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{{指标}}", "{{得分}}"
    document.add_paragraph("{{照片}}")


TEMPLATE = docx_bytes(_template)


def files(**changes: str | bytes | None) -> dict[str, bytes]:
    """Path -> bytes; ``changes`` by path with __ for / and the last _ for the dot (None takes a file away)."""
    found: dict[str, bytes] = {
        "common/pack.toml": 'id = "common"\ntitle = "通用"\nversion = "1"\nbase = true\n'.encode(),
        "common/rubrics.toml": RUBRICS.replace('"plain"', '"shared"').encode(),
        "common/texts/总结.md": "开头\n# 存在问题\n\n问题一。\n问题二。\n".encode(),
        "qing-2025/pack.toml": PACK.encode(),
        "qing-2025/requirements.toml": REQUIREMENTS.encode(),
        "qing-2025/materials.toml": MATERIALS.encode(),
        "qing-2025/rubrics.toml": RUBRICS.encode(),
        "qing-2025/record/form.toml": FORM.encode(),
        "qing-2025/record/template.docx": TEMPLATE,
        "qing-2025/record/sample.json": SAMPLE.encode(),
    }
    for key, content in changes.items():
        folder, _, name = key.rpartition("__")
        path = f"{folder.replace('__', '/').replace('qing', 'qing-2025')}/{name[::-1].replace('_', '.', 1)[::-1]}"
        if content is None:
            del found[path]
        else:
            found[path] = content if isinstance(content, bytes) else content.encode()
    return found


def forms(**changes: str | bytes | None) -> StoredForms:
    """The pack as it lies in a school file."""
    return StoredForms(files(**changes))
