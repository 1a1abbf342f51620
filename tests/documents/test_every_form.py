"""Every form that is shipped is tested by existing: it loads strictly, and its sample fills it whole."""

from __future__ import annotations

import io

import pytest
from docx import Document

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.compose.registry import COMPOSERS
from jiaoyan_desktop.documents.form_specs import load_form, load_sample_json
from jiaoyan_desktop.documents.forms_source import FolderForms
from jiaoyan_desktop.documents.offered import VOCABULARY
from jiaoyan_desktop.documents.packs import load_pack, pack_titles
from jiaoyan_desktop.documents.templates import load_sample, open_template
from jiaoyan_desktop.documents.zip_parts import read_parts
from jiaoyan_desktop.domain.pack import FormSpec

from .excel_files import opened
from .office_files import MADE_AT, assert_sound, body, lines, part, part_names

SOURCE = FolderForms(paths.forms())
MOST_BYTES = 120 * 1024  # unpacked (architecture 8): lean templates fill fast
PACKS = sorted({path.partition("/")[0] for path in SOURCE.paths() if path.endswith("/pack.toml")})
FOLDERS = [path.removesuffix("/form.toml") for path in SOURCE.paths() if path.endswith("/form.toml")]
SPECS = {folder: load_form(SOURCE, folder, VOCABULARY) for folder in FOLDERS}
FORMS = {folder: form for folder, form in SPECS.items() if form.template}
COMPOSED = {folder: form for folder, form in SPECS.items() if form.compose}


def text_of(data: bytes, suffix: str) -> str:
    """Everything that stands in the file, page headers and every sheet included."""
    if suffix == ".docx":
        headers = [part(data, name).decode() for name in part_names(data) if name.startswith("word/header")]
        return "\n".join([*lines(body(data)), *headers])
    cells = [cell for sheet in opened(data).worksheets for row in sheet.iter_rows(values_only=True) for cell in row]
    return "\n".join(str(cell) for cell in cells if cell is not None)


@pytest.mark.parametrize("pack_id", PACKS)
def test_the_pack_loads_with_all_its_templates(pack_id):
    pack = load_pack(SOURCE, pack_id, vocabulary=VOCABULARY)
    assert pack.title
    assert all(rule.title for rule in pack.rules)
    assert {name for spec in pack.materials for name in spec.forms} <= {form.id for form in pack.forms}


def test_there_is_a_pack_to_choose_and_one_for_all():
    assert pack_titles(SOURCE)
    assert "common" in PACKS
    assert "common" not in [title.id for title in pack_titles(SOURCE)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_sample_fills_the_form(form: FormSpec):
    sample = load_sample(SOURCE, form)
    filled = open_template(SOURCE, form).fill(sample, made_at=MADE_AT)
    assert filled.left_over == ()
    assert [item for item in filled.substitutions if not item.used] == []
    assert_sound(filled.data)
    if filled.suffix == ".docx":
        Document(io.BytesIO(filled.data))
    text = text_of(filled.data, filled.suffix)
    for token, value in sample.fields.items():
        if "{" + token + "}" not in form.file_name:
            assert str(value).split("\n")[0] in text, token
    unbroken = text.replace("、\n", "、").replace("；\n", "；")  # narrow cells break their lists there
    for rows in sample.rows.values():
        for row in rows:
            for token, value in row.items():
                assert not isinstance(value, str) or value.split("\n")[0] in unbroken, token


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_template_is_lean(form: FormSpec):
    parts = read_parts(SOURCE.read(form.template), form.template)
    assert sum(part.size for part in parts.values()) <= MOST_BYTES


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_filling_twice_gives_the_same_bytes(form: FormSpec):
    template, sample = open_template(SOURCE, form), load_sample(SOURCE, form)
    assert template.fill(sample, made_at=MADE_AT).data == template.fill(sample, made_at=MADE_AT).data


@pytest.mark.parametrize("folder", COMPOSED)
def test_a_composed_form_has_its_sample_and_its_composer(folder):
    assert COMPOSED[folder].compose in COMPOSERS
    load_sample_json(SOURCE, COMPOSED[folder], folder)


def test_every_composer_is_some_forms():
    assert {form.compose for form in COMPOSED.values()} == set(COMPOSERS)


@pytest.mark.parametrize("form", SPECS.values(), ids=SPECS)
def test_signatures_stamps_and_ticks_of_attendance_are_left_to_people(form: FormSpec):
    declared = [item.token for item in form.fields] + [part.token for rows in form.rows for part in rows.fields]
    assert not [token for token in declared if any(word in token for word in ("签字", "盖章", "公章", "签到", "签退"))]


def test_the_six_fields_of_notes_stand_above_every_page():
    form = SPECS["lanxi-2025-spring/observation-notes"]
    filled = open_template(SOURCE, form).fill(load_sample(SOURCE, form), made_at=MADE_AT)
    header = part(filled.data, "word/header1.xml").decode()
    for words in ("联研校", "联研主题", "学科", "课题", "主研人", "活动时间", "两位数乘两位数", "周建国"):
        assert words in header


@pytest.mark.parametrize(
    ("folder", "columns"),
    [
        ("assignments-by-teacher", "序号 学校 姓名 性别 年龄 职称 职务 任教学科 任教年级班级 周课时 备注"),
        ("receipt", "序号 姓名 性别 职务 任教学科 联系电话 备注"),
        (
            "recommendation",
            "姓名 性别 出生年月 学校 教龄 学历 职称 政治面貌 任教学科 年级 联系电话 推荐类别 课题 教材版本",
        ),
    ],
)
def test_columns_stand_in_the_order_of_the_countys_blank(folder, columns):
    form = SPECS[f"lanxi-2025-spring/{folder}"]
    filled = open_template(SOURCE, form).fill(load_sample(SOURCE, form), made_at=MADE_AT)
    text = text_of(filled.data, filled.suffix)
    place = text.index(columns.split()[0])
    for column in columns.split():
        assert column in text[place:], column
        place += text[place:].index(column)
