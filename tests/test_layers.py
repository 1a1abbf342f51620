"""The walls of architecture 3, 4 and 8, read from the source with ``ast``: who may import whom, what nobody may do."""

from __future__ import annotations

import ast
import fnmatch
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "jiaoyan_desktop"

# A part is a folder or a module directly under jiaoyan_desktop/. "" is the package itself (its version).
_EVERYONE = {"errors", "paths", "settings", "domain", ""}
MAY_IMPORT: dict[str, set[str]] = {
    "": set(),
    "errors": set(),
    "paths": set(),
    "settings": set(),
    "domain": {"errors"},
    "store": {"errors", "paths", "domain", ""},
    "documents": {"errors", "paths", "domain", ""},
    "workflows": {*_EVERYONE, "store", "documents"},
    "gui": {*_EVERYONE, "workflows", "store"},
    "app": {*_EVERYONE, "workflows", "store", "gui"},
    "cli": {*_EVERYONE, "workflows", "store", "app"},
    "__main__": {"cli"},
}
MAY_USE: dict[str, set[str]] = {
    "": set(),
    "errors": set(),
    "paths": {"platformdirs"},
    "settings": set(),
    "domain": {"chinese_calendar", "pypinyin"},
    "store": {"sqlite_utils"},
    "documents": {"docx", "openpyxl", "python_calamine", "PIL", "lxml"},
    "workflows": set(),
    "gui": {"PySide6"},
    "app": {"PySide6"},
    "cli": {"click"},
    "__main__": set(),
}
# Parts of Python itself that only one folder knows.
ONLY_IN = {"sqlite3": {"store"}, "zipfile": {"documents"}, "email": {"documents"}}
NOT_IN_DOMAIN = {"shutil", "tempfile", "subprocess", "sqlite3", "zipfile", "glob", "io", "multiprocessing"}
# Loaded where they are used, so that the window is there at once.
HEAVY = {"docx", "openpyxl", "PIL", "pypinyin", "sqlite_utils", "chinese_calendar", "python_calamine", "lxml"}
# The door of the program decides which half to load, window or command, before it loads either.
DOORS = {"cli", "__main__"}
NETWORK = {
    *("socket", "socketserver", "ssl", "http", "urllib.request", "urllib.error", "ftplib", "smtplib", "poplib"),
    *("imaplib", "telnetlib", "xmlrpc", "requests", "httpx", "aiohttp", "urllib3", "websockets", "PySide6.QtNetwork"),
}
MOST_LINES = 400
MOST_LINES_OF = {"jiaoyan_desktop/gui/main_window.py": 250}
TOP_LEVEL = {
    *(".ci", ".git", ".gitignore", "LICENSE", "README.md", "pyproject.toml"),
    *("jiaoyan_desktop", "resources", "forms", "tests", "packaging"),
}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module: its full dotted name, its line, and whether it stands inside a function."""

    name: str
    line: int
    inner: bool
    star: bool = False

    @property
    def ours(self) -> bool:
        return self.name == PACKAGE or self.name.startswith(f"{PACKAGE}.")

    @property
    def part(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""


def part_of(path: Path) -> str:
    """The part a module of the package belongs to."""
    first = path.relative_to(ROOT / PACKAGE).parts[0]
    return first.removesuffix(".py").replace("__init__", "")


def imports_of(path: Path, tree: ast.Module) -> Iterator[Import]:
    """Every import of a module, relative ones resolved, ``importlib.import_module("...")`` included."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno, id(node) in inside)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *(node.module or "").split(".")]).rstrip(".")
            for alias in node.names:
                name = f"{base}.{alias.name}" if is_module(base, alias.name) else base
                yield Import(name, node.lineno, id(node) in inside, star=alias.name == "*")
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield Import(argument.value, node.lineno, id(node) in inside)


def is_module(base: str, name: str) -> bool:
    """Whether ``from base import name`` takes a module of ours (or a Qt one), not a thing inside one."""
    if base in {"PySide6", "urllib"}:
        return True
    folder = ROOT.joinpath(*base.split("."))
    return base.startswith(PACKAGE) and ((folder / name).is_dir() or (folder / f"{name}.py").is_file())


def called(node: ast.Call) -> str:
    """The last word of what a call calls: ``db.change(...)`` gives change."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def one_of(name: str, names: set[str]) -> bool:
    """Whether a dotted name is one of the names or lies below one."""
    return any(name == known or name.startswith(f"{known}.") for known in names)


def complaints_about(path: Path, source: str) -> list[str]:
    """Every wall that one module of the package breaks, as sentences with file and line."""
    tree, part = ast.parse(source), part_of(path)
    where, found = path.relative_to(ROOT).as_posix(), []
    if part not in MAY_IMPORT:
        return [f"{where}: a new part; say in tests/test_layers.py what it may import"]
    for item in imports_of(path, tree):
        top = item.name.split(".")[0]
        say = f"{where}:{item.line}: "
        if item.star:
            found.append(f"{say}import * from {item.name}")
        if item.ours:
            if item.part != part and item.part not in MAY_IMPORT[part]:
                found.append(f"{say}{part} may not import {item.part or PACKAGE}")
            if item.inner and part not in DOORS:
                found.append(f"{say}our own module imported inside a function: a cycle, so a thing in the wrong place")
            continue
        if one_of(item.name, NETWORK):
            found.append(f"{say}network code ({item.name})")
        if top in ONLY_IN and part not in ONLY_IN[top]:
            found.append(f"{say}{top} belongs to {', '.join(sorted(ONLY_IN[top]))}/")
        if part == "domain" and top in NOT_IN_DOMAIN:
            found.append(f"{say}the domain knows no {top}")
        if top not in sys.stdlib_module_names and top not in MAY_USE[part]:
            found.append(f"{say}{part} may not use {top}")
        if top in HEAVY and not item.inner:
            found.append(f"{say}{top} is imported inside the function that needs it")
    return found + [f"{where}:{line}: {text}" for line, text in forbidden_calls(part, tree)]


def forbidden_calls(part: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Calls that only one layer may make: ``.change(`` (writing), SQL, and files in the domain."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name, method = called(node), isinstance(node.func, ast.Attribute)
        if method and name == "change" and part not in {"workflows", "store"}:
            yield node.lineno, "only workflows write: .change( is not for here"
        if method and name in {"execute", "executemany", "executescript"} and part != "store":
            yield node.lineno, f"only store/ speaks SQL: .{name}( is not for here"
        if part == "domain" and (name == "open" or name in {"read_text", "write_text", "read_bytes", "write_bytes"}):
            yield node.lineno, f"the domain opens no file: {name}("


def our_modules() -> list[Path]:
    return sorted((ROOT / PACKAGE).rglob("*.py"))


def ignored_at_top() -> list[str]:
    """Patterns of .gitignore that can match at the top of the tree: what tools leave there on purpose."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return [line.strip("/") for line in lines if line and line[0] not in "#!"]


def test_the_layers_hold():
    found = [line for path in our_modules() for line in complaints_about(path, path.read_text(encoding="utf-8"))]
    assert not found, "\n" + "\n".join(found)


def test_every_part_is_in_both_tables():
    assert MAY_IMPORT.keys() == MAY_USE.keys()


def test_the_walls_form_no_circle():
    seen: set[str] = set()

    def below(part: str, path: tuple[str, ...]) -> None:
        assert part not in path, " -> ".join((*path, part))
        if part not in seen:
            for lower in MAY_IMPORT[part]:
                below(lower, (*path, part))
            seen.add(part)

    for part in MAY_IMPORT:
        below(part, ())


@pytest.mark.parametrize("folder", [PACKAGE, "tests", "packaging"])
def test_a_module_is_one_thing(folder):
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    named = {path.relative_to(ROOT).as_posix(): lines for path, lines in lengths.items()}
    long = {name: lines for name, lines in named.items() if lines > MOST_LINES_OF.get(name, MOST_LINES)}
    assert not long, f"past the limit; each is two things, split it by name: {long}"


def test_packaging_hides_no_library():
    assert not list((ROOT / "packaging").rglob("__init__.py")), "it would hide the library named packaging"


def test_the_top_of_the_tree_holds_what_it_should():
    ignored = ignored_at_top()
    entries = {entry.name for entry in ROOT.iterdir()}
    odd = {name for name in entries - TOP_LEVEL if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)}
    assert not odd, f"not a place for these: {sorted(odd)}"
    missing = TOP_LEVEL - entries - {".git"}
    assert not missing, f"these belong at the top: {sorted(missing)}"


@pytest.mark.parametrize(
    ("module", "source", "complaint"),
    [
        ("domain/term.py", "from jiaoyan_desktop.store import database", "domain may not import store"),
        ("domain/term.py", "from ..store.database import Database", "domain may not import store"),
        ("store/people.py", "from ..workflows import observing", "store may not import workflows"),
        ("gui/desk.py", "from .. import documents", "gui may not import documents"),
        ("errors.py", "from jiaoyan_desktop import paths", "errors may not import paths"),
        ("store/people.py", "def f():\n    from . import blobs", "inside a function"),
        ("gui/desk.py", "import docx", "gui may not use docx"),
        ("documents/word.py", "import docx", "inside the function that needs it"),
        ("documents/word.py", "import PySide6.QtGui", "documents may not use PySide6"),
        ("gui/desk.py", "from PySide6 import QtNetwork", "network code"),
        ("gui/desk.py", "from PySide6.QtWidgets import *", "import *"),
        ("documents/mail.py", "from urllib import request", "network code"),
        ("documents/mail.py", "import importlib\nimportlib.import_module('smtplib')", "network code"),
        ("workflows/observing.py", "import sqlite3", "sqlite3 belongs to store/"),
        ("domain/pack.py", "import shutil", "the domain knows no shutil"),
        ("domain/pack.py", "text = open('x').read()", "the domain opens no file"),
        ("gui/desk.py", "with db.change('记录听课') as change: pass", "only workflows write"),
        ("gui/tabs/people_tab.py", "rows = db.execute('select 1')", "only store/ speaks SQL"),
        ("helpers.py", "x = 1", "a new part"),
    ],
)
def test_each_wall_is_noticed_when_broken(module, source, complaint):
    found = complaints_about(ROOT / PACKAGE / module, source)
    assert any(complaint in line for line in found), found


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("domain/term.py", "from .records import Record\nfrom ..errors import UserError\nfrom datetime import date"),
        ("store/people.py", "import sqlite3\ndef f():\n    import sqlite_utils"),
        ("gui/desk.py", "from PySide6 import QtWidgets\nfrom jiaoyan_desktop.store import people"),
        ("workflows/observing.py", "from urllib.parse import quote\nwith db.change('记录听课') as change: pass"),
        ("cli.py", "def main():\n    from . import app"),
    ],
)
def test_what_is_allowed_passes(module, source):
    assert complaints_about(ROOT / PACKAGE / module, source) == []
