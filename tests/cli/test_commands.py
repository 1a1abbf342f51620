"""Every command does what issue 2 says of it: data on standard output, words on standard error, exact exit codes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiaoyan_desktop import __version__
from jiaoyan_desktop.cli import commands
from jiaoyan_desktop.cli.commands import jiaoyan
from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.people import School, Teacher
from jiaoyan_desktop.domain.reporting import Export
from jiaoyan_desktop.domain.term import Term
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import current_term
from jiaoyan_desktop.workflows import reporting

from .conftest import NEW_SCHOOL

SAMPLES = Path(__file__).parent.parent / "samples"
COMMANDS = ["open", "new", "sample", "read", "check", "export", "stats", "verify", "undo", "backup", "restore"]


def count(path: Path, record: type) -> int:
    with Database.open(path, read_only=True) as db:
        return db.count(record)


def test_the_version_is_the_packages_own(call):
    assert call("--version").out.strip() == __version__


def test_the_help_names_every_command_in_chinese(call):
    told = call("--help")
    assert told.code == 0
    lines = [line.split() for line in told.out.partition("命令：")[2].splitlines() if line.strip()]
    assert [line[0] for line in lines] == COMMANDS
    for english in ("Usage", "Options", "Commands", "Show this message", "ARGS", "required"):
        assert english not in told.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_chinese(command):
    shown = CliRunner().invoke(jiaoyan, [command, "--help"])
    assert shown.exit_code == 0
    assert "用法：" in shown.output and "Usage" not in shown.output and "Options" not in shown.output


def test_new_makes_a_school_with_its_term_and_requirements(school):
    with Database.open(school, read_only=True) as db:
        own, term = db.find(School)[0], db.find(Term)[0]
    assert (own.name, own.county) == ("清水酄乡中心小学", "安平县")
    assert (term.starts_on, term.ends_on, term.first_week_on) == (
        date(2025, 3, 1),
        date(2025, 6, 30),
        date(2025, 3, 3),
    )
    assert term.pack_id == "lanxi-2025-spring"


def test_new_never_touches_a_file_that_is_there(call, school):
    before = school.read_bytes()
    told = call("new", school, *NEW_SCHOOL)
    assert (told.code, told.out) == (2, "")
    assert "已经有了" in told.err
    assert school.read_bytes() == before


def test_sample_prints_where_it_is(call, tmp_path):
    path = tmp_path / "样例.jiaoyan"
    told = call("sample", path)
    assert (told.code, told.out.strip()) == (0, str(path))
    assert count(path, Observation) >= 220


def test_sample_moves_to_a_day(call, tmp_path):
    path = tmp_path / "样例.jiaoyan"
    assert call("sample", path, "--today", "2026-05-20").code == 0
    with Database.open(path, read_only=True) as db:
        term = db.find(Term)[0]
    assert term.starts_on < date(2026, 5, 20) < term.ends_on


def test_check_finds_the_five_gaps_and_says_so_by_its_exit_code(call, sample):
    told = call("check", sample, "--json")
    assert told.code == 3
    found = json.loads(told.out)
    assert all({"id", "kind", "title", "status", "need", "have", "missing", "records"} <= set(item) for item in found)
    assert {item["status"] for item in found} <= {"met", "short", "late", "unknown", "confirm"}
    assert len(found) == 74
    open_ = [item for item in found if item["status"] in ("short", "late")]
    assert {item["id"] for item in open_ if item["kind"] == "material"} == {"M2", "M5", "M6", "M7", "M10"}
    assert len({sentence for item in open_ for sentence in item["missing"]}) == 5
    assert "还缺5处" in told.err


def test_check_as_of_another_day_counts_only_what_was_there(call, sample):
    early = json.loads(call("check", sample, "--as-of", "3月14日", "--json").out)
    late = json.loads(call("check", sample, "--as-of", "2025-06-30", "--json").out)
    state = [{item["id"]: item["status"] for item in found}["0-17"] for found in (early, late)]
    assert state == ["short", "met"]


def test_check_in_words_names_what_is_missing(call, sample):
    told = call("check", sample)
    assert "赵敏老师的心得正文998字，还差2字。" in told.out
    assert "✓ 已齐　M1 " in told.out


def test_check_exits_0_when_nothing_is_short(call, sample, monkeypatch):
    whole = [item for item in checked(sample) if item.status == "met"]
    monkeypatch.setattr(commands.reporting, "check", lambda *_, **__: tuple(whole))
    told = call("check", sample)
    assert told.code == 0 and "没有缺的" in told.err


def checked(path: Path) -> tuple[Finding, ...]:
    with Database.open(path, read_only=True) as db:
        return reporting.check(db, current_term(db).uid)


def test_export_with_gaps_writes_nothing_and_exits_3(call, sample, tmp_path):
    told = call("export", sample, "--out", tmp_path / "out")
    assert (told.code, told.out) == (3, "")
    assert "刘芳老师的推荐表还缺教材版本。" in told.err and "--allow-missing" in told.err
    assert not (tmp_path / "out").exists()
    assert count(sample, Export) == 0


def test_export_with_leave_writes_the_packet_and_keeps_it_in_the_history(call, sample, tmp_path):
    told = call("export", sample, "--out", tmp_path / "out", "--allow-missing", "--as-of", "2025-06-08")
    assert told.code == 0
    files = [Path(line) for line in told.out.splitlines()]
    assert len(files) > 100 and all(path.is_file() for path in files)
    assert "统计截至2025年6月8日。" in told.err
    assert count(sample, Export) == 1


def test_export_of_one_item_that_is_whole_needs_no_leave(call, sample, tmp_path):
    told = call("export", sample, "--out", tmp_path / "out", "--only", "M1", "--only", "M4")
    assert told.code == 0
    folders = {Path(line).parent.name[:2] for line in told.out.splitlines()}
    assert folders == {"01", "04"}


def test_stats_are_the_figures_of_the_papers(call, sample):
    found = json.loads(call("stats", sample, "--as-of", "2025-06-08", "--json").out)
    assert found["as_of"] == "2025-06-08"
    assert found["observations"]["lessons"] >= 220
    in_words = call("stats", sample, "--as-of", "2025-06-08").out
    assert f"{found['observations']['lessons']}节" in in_words and "统计截至2025年6月8日" in in_words


def test_read_dry_run_writes_nothing_then_the_file_comes_in_then_it_changes_nothing(call, school):
    source = SAMPLES / "教师花名册.xlsx"
    tried = call("read", school, source, "--as", "roster", "--dry-run")
    assert (tried.code, count(school, Teacher)) == (0, 0)
    assert "新增24条" in tried.out
    done = call("read", school, source, "--as", "roster", "--json")
    assert (done.code, count(school, Teacher)) == (0, 24)
    said = json.loads(done.out)
    assert said["change"] and said["counts"]["new"] == 24
    again = json.loads(call("read", school, source, "--as", "roster", "--json").out)
    assert (again["change"], again["counts"]["new"], again["counts"]["changed"]) == ("", 0, 0)


def test_undo_takes_a_whole_import_back(call, school):
    call("read", school, SAMPLES / "教师花名册.xlsx", "--as", "roster")
    told = call("undo", school)
    assert (told.code, count(school, Teacher)) == (0, 0)
    assert "已撤销" in told.err
    assert call("undo", school).code == 2


def test_verify_counts_and_finds_a_changed_picture(call, sample):
    told = call("verify", sample)
    assert told.code == 0
    assert f"听课记录\t{count(sample, Observation)}" in told.out.splitlines()


def test_backup_and_restore_bring_everything_back(call, sample, tmp_path):
    backup, before = tmp_path / "备份.jiaoyan", count(sample, Observation)
    told = call("backup", sample, backup)
    assert (told.code, told.out.strip()) == (0, str(backup))
    call("undo", sample)
    assert count(sample, Observation) == before - 1
    assert call("restore", backup, sample).code == 0
    assert count(sample, Observation) == before
    assert len(list(tmp_path.glob("*换下来的*"))) == 1


def test_backup_into_a_folder_chooses_a_name(call, sample, tmp_path):
    (tmp_path / "U盘").mkdir()
    told = call("backup", sample, tmp_path / "U盘")
    assert Path(told.out.strip()).parent == tmp_path / "U盘"
