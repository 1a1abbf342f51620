"""Loading packs: what is read, what is merged, and that every slip is an error naming file and word."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.documents.forms_source import FolderForms, StoredForms
from jiaoyan_desktop.documents.packs import load_pack, pack_files, pack_titles
from jiaoyan_desktop.documents.templates import load_sample, open_template
from jiaoyan_desktop.documents.vocabulary import Vocabulary
from jiaoyan_desktop.errors import UserError

from .office_files import MADE_AT, assert_sound, docx_bytes
from .pack_files import FORM, MATERIALS, PACK, REQUIREMENTS, RUBRICS, SAMPLE, files, forms

WORDS = Vocabulary(
    fields={"": ("school.name",), "observation": ("taught_by.name", "taught_on")},
    lists={"scores": ("criterion", "points")},
    formats=("date_cn",),
    pictures=("photos",),
    rule_values={"quota": ("roles", "number")},
)


def test_a_pack_is_read_whole():
    pack = load_pack(forms(), "qing-2025", vocabulary=WORDS)
    assert pack.dates == {"推门听课": (date(2025, 3, 1), date(2025, 6, 30))}
    assert pack.deadline == date(2025, 6, 8)
    assert pack.rule("0-17").values == {"roles": ["principal"], "number": 30}
    assert pack.material("2").needs == ({"kind": "photos", "slots": ["签到册"]},)
    assert [rubric.id for rubric in pack.rubrics] == ["plain", "shared"]
    assert pack.rubrics[0].remark_columns == ("精点", "不足", "思路")
    assert pack.texts == {"总结": "开头", "总结/存在问题": "问题一。\n问题二。"}
    form = pack.form("record")
    assert form.template == "qing-2025/record/template.docx"
    assert [(item.token, item.source, item.format) for item in form.fields] == [
        ("授课教师", "taught_by.name", ""),
        ("日期", "taught_on", "date_cn"),
    ]
    assert form.rows[0].at_least == 2
    assert form.pictures[0].format == "150x95"


def test_what_the_director_changed_lies_over_it():
    pack = load_pack(forms(), "qing-2025").with_overlays(
        {"0-17": {"number": 170}, "2": {"copies": 2, "deadline": "2025-06-10"}, "9-99": {"number": 1}}
    )
    assert pack.rule("0-17").values == {"roles": ["principal"], "number": 170}
    assert (pack.material("2").copies, pack.material("2").deadline) == (2, date(2025, 6, 10))


def test_the_same_pack_from_a_folder_and_from_the_school_file(tmp_path):
    for path, content in files().items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (tmp_path / "qing-2025" / "record" / "~$template.docx").write_bytes(b"open in Word")
    folder = FolderForms(tmp_path)
    assert load_pack(folder, "qing-2025") == load_pack(forms(), "qing-2025")
    stored = pack_files(folder, "qing-2025")
    assert sorted(stored) == sorted(files())
    assert load_pack(StoredForms(stored), "qing-2025") == load_pack(folder, "qing-2025")
    assert [(item.id, item.title) for item in pack_titles(folder)] == [("qing-2025", "清水县2025年春季校本教研")]


def test_windows_line_ends_and_a_byte_order_mark_are_no_trouble():
    marked = b"\xef\xbb\xbf" + FORM.replace("\n", "\r\n").encode()
    assert load_pack(forms(qing__record__form_toml=marked), "qing-2025").form("record").title == "听课记录表"


def test_the_sample_fills_the_form():
    source = forms()
    form = load_pack(source, "qing-2025").form("record")
    filled = open_template(source, form).fill(load_sample(source, form), made_at=MADE_AT)
    assert filled.left_over == ()
    assert_sound(filled.data)


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"qing__pack_toml": PACK + 'color = "red"\n'}, ("qing-2025/pack.toml", "color")),
        ({"qing__pack_toml": changed(PACK, 'id = "qing-2025"', 'id = "other"')}, ("qing-2025/pack.toml", "other")),
        ({"qing__pack_toml": changed(PACK, "2025-06-08", "2025-06-31")}, ("qing-2025/pack.toml", "日期")),
        ({"qing__pack_toml": changed(PACK, '"2025-06-30"', '"2025-06-31"')}, ("qing-2025/pack.toml", "2025-06-31")),
        ({"qing__pack_toml": changed(PACK, '"2025-06-30"', '"2025-02-28"')}, ("推门听课", "之前")),
        ({"qing__pack_toml": changed(PACK, 'extends = "common"', 'extends = "nowhere"')}, ("nowhere/pack.toml",)),
        ({"qing__pack_toml": changed(PACK, 'extends = "common"', 'extends = "qing-2025"')}, ("圈",)),
        ({"qing__pack_toml": 'title = "没写完'}, ("qing-2025/pack.toml", "格式")),
        ({"qing__pack_toml": "title = '清水'".encode("gbk")}, ("qing-2025/pack.toml", "UTF-8")),
        ({"qing__requirements_toml": changed(REQUIREMENTS, "quota", "quotta")}, ("0-17", "quotta")),
        ({"qing__requirements_toml": changed(REQUIREMENTS, "number", "numbr")}, ("0-17", "numbr")),
        ({"qing__requirements_toml": REQUIREMENTS * 2}, ("requirements.toml", "0-17", "两次")),
        ({"qing__requirements_toml": changed(REQUIREMENTS, "每学期", "每学期" * 9)}, ("0-17", "20个字")),
        ({"qing__requirements_toml": changed(REQUIREMENTS, "title", "titel")}, ("0-17", "title")),
        ({"qing__materials_toml": changed(MATERIALS, '"record"', '"nowhere"')}, ("materials.toml", "nowhere")),
        ({"qing__materials_toml": changed(MATERIALS, '"0-17"', '"0-99"')}, ("materials.toml", "0-99")),
        ({"qing__materials_toml": changed(MATERIALS, 'kind = "photos",', "")}, ("materials.toml", "kind")),
        ({"qing__rubrics_toml": changed(RUBRICS, "points = 60", "points = 59")}, ("plain", "99分", "100分")),
        ({"qing__rubrics_toml": changed(RUBRICS, "at_least = 75", "at_least = 95")}, ("plain", "高分")),
        ({"qing__record__form_toml": changed(FORM, "taught_by.name", "taughtby.name")}, ("form.toml", "taughtby.name")),
        ({"qing__record__form_toml": changed(FORM, "date_cn", "date_zz")}, ("form.toml", "date_zz")),
        ({"qing__record__form_toml": changed(FORM, '"scores"', '"scors"')}, ("form.toml", "scors")),
        ({"qing__record__form_toml": changed(FORM, '"photos ', '"fotos ')}, ("form.toml", "fotos")),
        ({"qing__record__form_toml": changed(FORM, "150x95", "大")}, ("form.toml", "照片", "大")),
        ({"qing__record__form_toml": changed(FORM, '"observation"', '"lesson"')}, ("form.toml", "lesson")),
        ({"qing__record__form_toml": changed(FORM, "{日期}", "{节次}")}, ("form.toml", "节次")),
        (
            {"qing__record__form_toml": changed(FORM, 'token = "填表人"', 'token = "日期"')},
            ("form.toml", "日期", "两次"),
        ),
        ({"qing__record__form_toml": changed(FORM, '"指标" = "criterion", ', "")}, ("form.toml", "指标")),
        ({"qing__record__form_toml": changed(FORM, "question", "qestion")}, ("form.toml", "qestion")),
        ({"qing__record__form_toml": FORM + '"说明" = "photos"\n'}, ("template.docx", "说明")),
        ({"qing__record__form_toml": changed(FORM, '"授课教师" = "taught_by.name"\n', "")}, ("授课教师",)),
        ({"qing__record__template_docx": docx_bytes(lambda d: d.add_paragraph("{{年级}}"))}, ("template.docx", "年级")),
        ({"qing__record__template_docx": None}, ("form.toml", "template.docx")),
        ({"qing__record__template_xlsx": b"x"}, ("form.toml", "只能有一样")),
        ({"qing__notes_txt": "随手记"}, ("qing-2025/notes.txt", "不认识")),
        ({"qing__record__form_tmol": FORM}, ("qing-2025/record/form.tmol", "不认识")),
        ({"qing__sign__sample_json": SAMPLE}, ("qing-2025/sign", "form.toml")),
        ({"qing__texts__plan_txt": "正文"}, ("qing-2025/texts/plan.txt", ".md")),
    ],
)
def test_every_slip_is_named(changes, words):
    with pytest.raises(UserError) as caught:
        load_pack(forms(**changes), "qing-2025", vocabulary=WORDS)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("sample", "word"),
    [
        (changed(SAMPLE, '"填表人": "韩立新"', '"填表": "韩立新"'), "填表人"),
        (changed(SAMPLE, '"得分": 36', '"分": 36'), "得分"),
        (changed(SAMPLE, '"pictures"', '"photos"'), "photos"),
        (changed(SAMPLE, '"rows": {"指标": [', '"rows": {"指标": {"甲": [').replace("}]}, ", "}]}}, "), "指标"),
        (changed(SAMPLE, "}}", "}"), "格式"),
        (SAMPLE.replace('"林珺"', '"林珺", "多余": 1'), "多余"),
    ],
)
def test_a_sample_has_exactly_the_declared_words(sample, word):
    source = forms(qing__record__sample_json=sample)
    form = load_pack(source, "qing-2025").form("record")
    with pytest.raises(UserError, match=word):
        load_sample(source, form)
