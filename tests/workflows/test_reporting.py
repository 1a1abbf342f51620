"""Check, figures and the packet out of a real school file."""

from __future__ import annotations

import json
import threading
from datetime import date

import pytest

from jiaoyan_desktop.domain.reporting import Export
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import load
from jiaoyan_desktop.workflows import reporting
from jiaoyan_desktop.workflows.reporting_packs import pack_of
from tests.documents import report_world as world
from tests.documents.excel_files import opened
from tests.documents.office_files import assert_sound, body, lines
from tests.workflows.reporting_file import a_school_file

AS_OF = world.AS_OF


@pytest.fixture
def db(tmp_path):
    with a_school_file(tmp_path) as found:
        yield found


def made(db: Database, tmp_path, *only: str) -> reporting.PacketResult:
    """The packet, or the part of it named, written below ``tmp_path``."""
    return reporting.write_packet(reporting.gather(db, "term", AS_OF, only=only), tmp_path / "出")


def test_the_date_of_counting_is_today_or_the_terms_last_day():
    assert reporting.default_as_of(world.TERM, date(2025, 5, 6)) == date(2025, 5, 6)
    assert reporting.default_as_of(world.TERM, date(2025, 9, 1)) == date(2025, 6, 30)


def test_check_lists_the_ten_materials_first(db):
    found = reporting.check(db, "term", AS_OF)
    assert [item.id for item in found[:10]] == [f"M{number}" for number in range(1, 11)]
    assert len(found) == 74


def test_a_packet_has_a_folder_for_each_material_in_the_order_of_the_pack(db, tmp_path):
    result = made(db, tmp_path)
    assert result.folder.name == "清水酄乡中心小学_2025年春季学期_校本教研材料"
    folders = sorted(item.name for item in result.folder.iterdir() if item.is_dir())
    assert folders[0] == "01_校本教研活动方案" and folders[-1] == "10_“校际联研”活动心得"
    assert len(folders) == 10
    assert result.not_made == () and result.left_out == ()
    for item in result.files:
        data = (result.folder / item.path).read_bytes()
        if item.path.endswith((".docx", ".xlsx")):
            assert_sound(data)


def test_a_part_goes_beside_the_whole_packet(db, tmp_path):
    whole, part = made(db, tmp_path), made(db, tmp_path, "M8")
    assert part.folder.name == f"{whole.folder.name}_教学研究总结"
    assert part.kept_aside is None and (whole.folder / "manifest.json").exists()
    assert made(db, tmp_path, "M1", "M8").folder.name.endswith("_部分")


def test_nothing_to_write_is_told_before_a_folder_is_made(db, tmp_path):
    plan = reporting.gather(db, "term", date(2025, 3, 2), only=("receipt",))
    with pytest.raises(UserError, match="还没有可以生成的内容"):
        reporting.write_packet(plan, tmp_path / "出")
    assert not (tmp_path / "出").exists()


def test_gaps_are_those_of_the_materials_chosen(db):
    whole = reporting.gather(db, "term", AS_OF)
    assert {"M3", "M10"} <= {gap.id for gap in whole.gaps}
    assert "M1" not in {gap.id for gap in whole.gaps}
    assert reporting.gather(db, "term", AS_OF, only=("M1",)).gaps == ()


def test_only_names_materials_and_forms(db):
    files = reporting.gather(db, "term", AS_OF, only=("M1", "observation-record", "receipt")).files
    assert {item.form_id for item in files} == {"plan", "observation-record", "receipt"}
    assert next(item.path for item in files if item.form_id == "receipt").startswith("06_")
    assert next(item.path for item in files if item.form_id == "observation-record").startswith("听课记录/")


def test_an_unknown_name_in_only_lists_what_there_is(db):
    with pytest.raises(UserError, match="没有“M11”") as told:
        reporting.gather(db, "term", AS_OF, only=("M11",))
    assert "M10" in told.value.cure and "参与回执" in told.value.cure


def test_no_two_files_share_a_path(db):
    paths = [item.path.casefold() for item in reporting.gather(db, "term", AS_OF, only=("observation-record",)).files]
    assert len(set(paths)) == len(paths)


def test_nothing_after_the_date_of_counting_is_in_the_packet(db):
    plan = reporting.gather(db, "term", date(2025, 4, 1), only=("observation-record", "receipt", "M7"))
    days = [item.path for item in plan.files]
    assert days and not [path for path in days if "2025-04" in path or "2025-06" in path]


def test_writing_needs_no_school_file_of_its_own_thread(db, tmp_path):
    """The plan is handed to a worker; the photos are read there through connections of its own."""
    plan = reporting.gather(db, "term", AS_OF, only=("M7", "M9"))
    results: list[reporting.PacketResult] = []
    worker = threading.Thread(target=lambda: results.append(reporting.write_packet(plan, tmp_path / "出")))
    worker.start()
    worker.join()
    assert len(results) == 1
    assert results[0].not_made == () and results[0].left_out == ()
    assert any(item.path.endswith(".jpg") for item in results[0].files)


def test_the_summary_the_table_and_the_statistics_say_the_same(db, tmp_path):
    stats = reporting.stats(db, "term", AS_OF)
    result = made(db, tmp_path, "M8")
    word = next(item for item in result.files if item.path.endswith(".docx"))
    excel = next(item for item in result.files if item.path.endswith(".xlsx"))
    told = "".join(lines(body((result.folder / word.path).read_bytes())))
    total = stats.observations.total
    assert total.lessons == 8
    assert f"累计听课{total.lessons}节" in told
    assert f"写有评语的{total.commented}节" in told
    assert f"被听课共{stats.observations.taught_lessons}节" in told
    assert f"参加校际联研{stats.joint.days}次" in told
    assert "本文统计数字截至2025年6月8日；推门听课延续至2025年6月30日，后续数字另行补报。" in told
    for quota in stats.quotas:
        assert f"应听{quota.target}节，已听{quota.done}节" in told
    book = opened((result.folder / excel.path).read_bytes())
    rows = list(book["汇总"].iter_rows(values_only=True))
    sums = next(row for row in rows if row[0] == "合计")
    assert sums[10] == "=SUM(K5:K7)"
    assert sum(row[10] for row in rows if isinstance(row[0], int)) == total.lessons
    assert sum(row[12] for row in rows if isinstance(row[0], int)) == total.commented
    by_month = list(book["按月"].iter_rows(values_only=True))[3:-1]
    assert sum(row[-1] for row in by_month) == total.lessons
    own = [row[10] for row in book["韩立新"].iter_rows(min_row=4, values_only=True) if isinstance(row[0], int)]
    assert sum(own) == stats.lessons_by("t3").lessons == 7


def test_the_table_keeps_the_value_of_every_sum_for_readers_that_do_not_calculate(db, tmp_path):
    import io

    from openpyxl import load_workbook

    result = made(db, tmp_path, "observation-statistics")
    data = (result.folder / result.files[0].path).read_bytes()
    book = load_workbook(io.BytesIO(data), data_only=True)
    sums = next(row for row in book["汇总"].iter_rows(values_only=True) if row[0] == "合计")
    assert sums[10] == reporting.stats(db, "term", AS_OF).observations.total.lessons


def test_an_export_is_a_fact_that_undo_leaves_alone(db, tmp_path):
    result = made(db, tmp_path, "M1")
    kept = reporting.record_export(db, "term", result, note="先报方案")
    assert db.find(Export, term_uid="term") == [kept]
    assert kept.files == ("01_校本教研活动方案/2025年春季学期校本教研活动方案.docx",)
    db.undo()
    assert db.find(Export, term_uid="term") == [kept]


def test_the_export_names_its_gaps(db, tmp_path):
    kept = reporting.record_export(db, "term", made(db, tmp_path, "M10"))
    assert any("心得" in sentence for sentence in kept.gaps)


def test_the_manifest_says_how_far_each_material_is(db, tmp_path):
    result = made(db, tmp_path)
    manifest = json.loads((result.folder / "manifest.json").read_text(encoding="utf-8"))
    states = {item["id"]: item["status"] for item in manifest["materials"]}
    assert states["M1"] == "met" and states["M10"] in ("short", "late")
    assert manifest["pack"] == {"id": world.PACK, "version": pack_of(db, db.need(Term, "term")).version}
    sheet = opened((result.folder / "目录清单.xlsx").read_bytes())["目录清单"]
    told = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"校本教研活动方案", "已齐", "统计截至：2025年6月8日"} <= told


def test_the_list_for_the_county_says_what_is_lacking_and_never_that_it_is_late(db, tmp_path):
    result = made(db, tmp_path)
    book = opened((result.folder / "目录清单.xlsx").read_bytes())
    rows = {row[1]: row for row in book["目录清单"].iter_rows(values_only=True) if isinstance(row[0], int)}
    assert {row[6] for row in rows.values()} == {"已齐", "缺项"}
    open_ones = {row[1] for row in rows.values() if row[6] == "缺项"}
    for title in open_ones:
        assert str(rows[title][7]).startswith(title) and "暂缺，\n原因：" in str(rows[title][7])
    words = [str(cell) for row in book["目录清单"].iter_rows(values_only=True) for cell in row if cell]
    assert not [word for word in words if "超期" in word or "还缺" in word]
    own = {row[1] for row in book["请留意"].iter_rows(values_only=True) if row[0] == "缺项"}
    assert own and own <= open_ones  # what exactly is lacking stands on the school's own page


def test_the_list_counts_the_files_as_the_program_says_it_and_names_them_below_their_folder(db, tmp_path):
    result = made(db, tmp_path)
    book = opened((result.folder / "目录清单.xlsx").read_bytes())
    words = [row for row in book["目录清单"].iter_rows(values_only=True)]
    assert next(str(row[2]) for row in words if row[0] == "合计").startswith("=SUM(C")
    assert sum(int(str(row[2])) for row in words if isinstance(row[0], int)) == len(result.files)
    assert any("不含本清单和manifest.json" in str(row[0]) for row in words)
    listed = [row for row in book["文件明细"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(listed) == len(result.files)
    assert all(one.path.endswith(f"/{row[2]}") for one, row in zip(result.files, listed, strict=True))


def test_what_nobody_answered_is_listed_and_what_was_answered_is_printed(db, tmp_path):
    plan = reporting.gather(db, "term", AS_OF, only=("term-summary",))
    assert {item.token for item in plan.questions} == {"下步打算", "成文日期"}
    result = reporting.write_packet(plan, tmp_path / "出")
    told = "".join(lines(body((result.folder / result.files[0].path).read_bytes())))
    assert "听课不够均匀。" in told


def test_a_term_without_requirements_says_what_to_do(db):
    with db.change("没有要求") as change:
        change.put(db.need(Term, "term").but(pack_id=""))
    with pytest.raises(UserError, match="还没有选县里的要求"):
        reporting.check(db, "term", AS_OF)


def test_another_pack_can_be_named_and_an_unknown_one_is_refused(db):
    assert reporting.check(db, "term", AS_OF, pack_id="lanxi-2025-spring")
    with pytest.raises(UserError, match="没有“fengnan”这套要求") as told:
        reporting.check(db, "term", AS_OF, pack_id="fengnan")
    assert "lanxi-2025-spring" in told.value.cure


def test_a_file_opened_to_look_only_can_be_checked_and_exported(db, tmp_path):
    db.close()
    with Database.open(db.path, read_only=True) as looked:
        assert reporting.check(looked, "term", AS_OF)
        assert made(looked, tmp_path, "M1").files
        assert load(looked, "term").term.uid == "term"


def test_only_takes_the_title_that_check_prints(db):
    by_title = reporting.gather(db, "term", AS_OF, only=("《课程表》",)).files
    assert by_title == reporting.gather(db, "term", AS_OF, only=("M4",)).files
