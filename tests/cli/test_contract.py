"""The command line as issue 2 promises it, as one table: names, exit codes, data and words apart."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiaoyan_desktop import cli
from jiaoyan_desktop.cli.commands import jiaoyan

from .conftest import NEW_SCHOOL

SAMPLES = Path(__file__).parent.parent / "samples"
CHINESE = re.compile("[\u4e00-\u9fff]")
FINDING = {"id", "kind", "title", "status", "need", "have", "missing", "records"}
PROBLEM = {"sheet", "row", "field", "value", "reason"}
OTHER_COMPUTER = {"machine": "教导处二号机", "person": "韩立新", "process": 7, "since": "2025-04-08T08:12"}


def nothing(out: str, _: Path) -> bool:
    return out == ""


def in_words(out: str, _: Path) -> bool:
    return bool(CHINESE.search(out))


def paths(out: str, _: Path) -> bool:
    return bool(out) and all(Path(line).exists() for line in out.splitlines())


def findings(out: str, _: Path) -> bool:
    found = json.loads(out)
    known = {"met", "short", "late", "unknown", "confirm"}
    records = [record for item in found for record in item["records"]]
    return (
        isinstance(found, list)
        and all(set(item) >= FINDING and item["status"] in known for item in found)
        and all(isinstance(item["missing"], list) and isinstance(item["have"], str) for item in found)
        and bool(records)
        and all(set(record) == {"kind", "uid"} for record in records)
    )


def figures(out: str, _: Path) -> bool:
    return {"as_of", "term", "people", "observations", "quotas", "coverage", "activities"} <= set(json.loads(out))


def plan(out: str, _: Path) -> bool:
    found = json.loads(out)
    return {"kind", "counts", "rows", "problems", "change"} <= set(found) and all(
        set(item) >= PROBLEM for item in found["problems"]
    )


@dataclass(frozen=True)
class Line:
    """One call: FILE is a sample school, EMPTY a new one, NEW a name that is free, OUT a folder, U a backup of FILE."""

    words: str
    code: int
    out: Callable[[str, Path], bool]


TABLE = [
    Line("--version", 0, lambda out, _: re.fullmatch(r"\d+\.\d+\S*\n", out) is not None),
    Line("--help", 0, in_words),
    Line(f"new NEW {' '.join(NEW_SCHOOL)}", 0, paths),
    Line(f"new FILE {' '.join(NEW_SCHOOL)}", 2, nothing),
    Line("sample NEW", 0, paths),
    Line("sample FILE", 2, nothing),
    *(
        Line(f"read EMPTY {name} --as {kind}{more}", 0, plan if "--json" in more else in_words)
        for name, kind in (
            ("教师花名册.xlsx", "roster"),
            ("任课分工.xls", "assignments"),
            ("总课程表.xlsx", "timetable"),
            ("五年级语文教学进度表.xlsx", "progress"),
            ("推门听课台账.xlsx", "observations"),
            ("教案_A案_山行_王秀兰.docx", "plan"),
            ("教案_A案_分数的意义_陈志强.docx", "plan"),
        )
        for more in (" --dry-run", " --json")
    ),
    Line("read EMPTY 教师花名册.xlsx --as people", 2, nothing),
    Line("read EMPTY 没有.xlsx --as roster", 2, nothing),
    Line("read EMPTY 没有.docx --as plan", 2, nothing),
    Line("read EMPTY 教师花名册.xlsx --as plan", 2, nothing),
    Line("check FILE", 3, in_words),
    Line("check FILE --json", 3, findings),
    Line("check FILE --as-of 2025-06-08 --pack lanxi-2025-spring --json", 3, findings),
    Line("check FILE --pack nowhere", 2, nothing),
    Line("check FILE --as-of 2025-13-01", 2, nothing),
    Line("export FILE --out OUT", 3, nothing),
    Line("export FILE --out OUT --only M5", 3, nothing),
    Line("export FILE --out OUT --only M5 --allow-missing", 0, paths),
    Line("export FILE --out OUT --only M1 --only M8 --as-of 2025-06-08 --pack lanxi-2025-spring", 0, paths),
    Line("export FILE --out OUT --only M99", 2, nothing),
    Line("export FILE", 2, nothing),
    Line("stats FILE --json", 0, figures),
    Line("stats FILE --as-of 2025-06-08 --json", 0, figures),
    Line("verify FILE", 0, in_words),
    Line("undo FILE", 0, nothing),
    Line("undo EMPTY", 2, nothing),
    Line("backup FILE OUT.jiaoyan", 0, paths),
    Line("backup FILE FILE", 2, nothing),
    Line("restore U NEW", 0, paths),
    Line("restore U FILE", 0, paths),
    Line("restore EMPTY.xlsx NEW", 2, nothing),
]


@pytest.fixture(scope="module")
def made_empty(tmp_path_factory) -> Path:
    """A new school, made once."""
    path = tmp_path_factory.mktemp("empty") / "空.jiaoyan"
    assert cli.main(["new", str(path), *NEW_SCHOOL]) == 0
    return path


@pytest.fixture
def places(made_sample, made_empty, sample, tmp_path) -> dict[str, str]:
    (tmp_path / "EMPTY.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 5000)
    found = {"FILE": sample, "U": made_sample, "NEW": tmp_path / "新.jiaoyan", "OUT": tmp_path / "出"}
    found |= {"OUT.jiaoyan": tmp_path / "备份.jiaoyan", "EMPTY.xlsx": tmp_path / "EMPTY.xlsx"}
    found |= {path.name: path for path in SAMPLES.iterdir()}
    found["EMPTY"] = shutil.copy(made_empty, tmp_path / "空.jiaoyan")
    return {name: str(path) for name, path in found.items()}


@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line.words} -> {line.code}")
def test_a_command_does_what_the_issue_says(line, places, call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = [places.get(word, word) for word in line.words.split()]
    told = call(*words)
    assert told.code == line.code, told.err
    assert line.out(told.out, tmp_path), told.out[:500]
    if line.code:
        first = told.err.splitlines()[0]
        assert CHINESE.search(first) and first[-1] in "。？："
    if told.out.startswith(("[", "{")):
        assert "{" not in told.err  # data and words never mix
    if line.code == 3 and line.words.startswith("export"):
        assert not (tmp_path / "出").exists()


def test_the_eleven_commands_and_their_options_have_these_names():
    options = {
        name: {text for option in command.params for text in option.opts if text.startswith("--")} - {"--help"}
        for name, command in jiaoyan.commands.items()
    }
    assert options == {
        "open": set(),
        "new": {"--pack", "--school", "--county", "--starts", "--ends", "--first-week"},
        "sample": {"--today"},
        "read": {"--as", "--dry-run", "--json"},
        "check": {"--as-of", "--pack", "--json"},
        "export": {"--out", "--as-of", "--pack", "--only", "--allow-missing"},
        "stats": {"--as-of", "--json"},
        "verify": set(),
        "undo": set(),
        "backup": set(),
        "restore": set(),
    }


def test_undo_goes_back_step_by_step_and_stops_at_the_schools_own_beginning(call, places):
    file = places["EMPTY"]
    for source, kind in (("教师花名册.xlsx", "roster"), ("任课分工.xls", "assignments")):
        assert call("read", file, SAMPLES / source, "--as", kind).code == 0
    first, second, third = (call("undo", file) for _ in range(3))
    assert "导入任课分工" in first.err and "导入" in second.err and "花名册" in second.err
    assert (first.code, second.code, third.code) == (0, 0, 2)
    assert call("check", file).code == 3  # school, term and requirements are still there


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("check FILE --json", 3),
        ("stats FILE --json", 0),
        ("verify FILE", 0),
        ("read FILE 教师花名册.xlsx --as roster --dry-run", 0),
        ("export FILE --out OUT --only M1", 0),
        ("backup FILE OUT.jiaoyan", 0),
        ("undo FILE", 2),
        ("read FILE 教师花名册.xlsx --as roster", 2),
        ("restore U FILE", 2),
    ],
)
def test_a_file_that_another_computer_has_open_may_be_read_not_written(words, code, places, call):
    lock, file = Path(places["FILE"] + ".lock"), Path(places["FILE"])
    lock.write_text(json.dumps(OTHER_COMPUTER), "utf-8")
    before = file.read_bytes()
    told = call(*[places.get(word, word) for word in words.split()])
    assert told.code == code, told.err
    if code == 2:
        assert "“教导处二号机”那台电脑上开着（韩立新，08:12起）" in told.err and told.out == ""
        assert "请那边先关上再试；只看不改可以照常打开。" in told.err
    assert file.read_bytes() == before
    assert json.loads(lock.read_text("utf-8")) == OTHER_COMPUTER
