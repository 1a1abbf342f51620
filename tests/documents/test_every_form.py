"""Every form that is shipped is tested by existing: it loads, its sample fills it, and nothing is left or clipped."""

from __future__ import annotations

import io

import pytest
from docx import Document

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.forms_source import FolderForms
from jiaoyan_desktop.documents.offered import VOCABULARY
from jiaoyan_desktop.documents.packs import load_pack, pack_titles
from jiaoyan_desktop.documents.templates import load_sample, open_template
from jiaoyan_desktop.documents.zip_parts import read_parts
from jiaoyan_desktop.domain.pack import FormSpec

from .excel_files import opened
from .office_files import MADE_AT, assert_sound

SOURCE = FolderForms(paths.forms())
MOST_BYTES = 120 * 1024  # unpacked (architecture 8): lean templates fill fast
PACKS = sorted({path.partition("/")[0] for path in SOURCE.paths() if path.endswith("/pack.toml")})
FORMS = {
    form.template: form
    for pack_id in PACKS
    for form in load_pack(SOURCE, pack_id, templates=False).forms
    if form.template
}


@pytest.mark.parametrize("pack_id", PACKS)
def test_the_pack_loads_with_all_its_templates(pack_id):
    pack = load_pack(SOURCE, pack_id, vocabulary=VOCABULARY)
    assert pack.title
    assert all(rule.title for rule in pack.rules)


def test_there_is_a_pack_to_choose_and_one_for_all():
    assert pack_titles(SOURCE)
    assert "common" in PACKS
    assert "common" not in [title.id for title in pack_titles(SOURCE)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_sample_fills_the_form(form: FormSpec):
    filled = open_template(SOURCE, form).fill(load_sample(SOURCE, form), made_at=MADE_AT)
    assert filled.left_over == ()
    assert [item for item in filled.substitutions if not item.used] == []
    assert_sound(filled.data)
    if filled.suffix == ".docx":
        Document(io.BytesIO(filled.data))
    else:
        opened(filled.data)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_template_is_lean(form: FormSpec):
    parts = read_parts(SOURCE.read(form.template), form.template)
    assert sum(part.size for part in parts.values()) <= MOST_BYTES


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_filling_twice_gives_the_same_bytes(form: FormSpec):
    template, sample = open_template(SOURCE, form), load_sample(SOURCE, form)
    assert template.fill(sample, made_at=MADE_AT).data == template.fill(sample, made_at=MADE_AT).data
