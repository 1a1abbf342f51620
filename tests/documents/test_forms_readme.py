"""forms/README.md is for people who do not program: what it shows has to work when it is typed as it stands."""

from __future__ import annotations

import re

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.forms_source import StoredForms
from jiaoyan_desktop.documents.packs import load_pack
from jiaoyan_desktop.documents.templates import load_sample, open_template
from jiaoyan_desktop.domain.pack import ONE_PER, RULE_KINDS

from .office_files import MADE_AT, assert_sound, docx_bytes

TEXT = (paths.forms() / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(toml|json)\n(.*?)```", TEXT, re.DOTALL)
FOLDER = "qingshui-2026-spring"


def block(beginning: str) -> bytes:
    """The one code block that holds these words."""
    (found,) = [content for _, content in BLOCKS if beginning in content]
    return found.encode()


def _template(document) -> None:
    document.add_paragraph("{{授课教师}} {{课题}} {{日期}} {{三区支教}}")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{{指标}}", "{{得分}}"
    document.add_paragraph("{{照片}}")


def test_the_pack_and_the_form_of_the_manual_work():
    source = StoredForms(
        {
            "common/pack.toml": 'id = "common"\ntitle = "通用"\nversion = "1"\n'.encode(),
            f"{FOLDER}/pack.toml": block("packet_name"),
            f"{FOLDER}/requirements.toml": block("[[rule]]"),
            f"{FOLDER}/materials.toml": block("[[material]]"),
            f"{FOLDER}/rubrics.toml": block("[[rubric]]"),
            f"{FOLDER}/observation-record/form.toml": block("[[rows]]"),
            f"{FOLDER}/observation-record/sample.json": block('"fields"'),
            f"{FOLDER}/observation-record/template.docx": docx_bytes(_template),
        }
    )
    pack = load_pack(source, FOLDER)
    form = pack.form("observation-record")
    filled = open_template(source, form).fill(load_sample(source, form), made_at=MADE_AT)
    assert filled.left_over == ()
    assert_sound(filled.data)


def test_every_kind_is_explained():
    for word in (*ONE_PER, *RULE_KINDS):
        assert re.search(rf"\b{word}\b", TEXT), word
