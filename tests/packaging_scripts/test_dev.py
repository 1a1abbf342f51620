"""The door packaging/dev.py: readable by old Pythons, helpful to them, and UTF-8 on any console."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import dev
import pytest

DOOR = Path(dev.__file__)


@pytest.mark.parametrize(
    ("version", "good"), [((2, 7), False), ((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False)]
)
def test_which_python_fits(version, good):
    assert dev.is_good(version) is good


def test_an_old_python_can_read_the_door():
    tree = ast.parse(DOOR.read_text(encoding="utf-8"), feature_version=(3, 4))
    too_new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Match, ast.Starred)
    assert not [ast.dump(node) for node in ast.walk(tree) if isinstance(node, too_new)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert functions
    for function in functions:
        assert function.returns is None
        assert not function.args.kwonlyargs
        assert all(argument.annotation is None for argument in function.args.args)
    assert DOOR.read_bytes().startswith(b"# -*- coding: utf-8 -*-")


def test_a_fitting_python_is_looked_for_and_must_really_run():
    asked = []

    def run(command):
        asked.append(command[0])
        return "3.11\n" if command[0] == "python3.11" else ""

    assert dev.another_python(run) == ["python3.11"]
    assert "python3.12" in asked  # an empty answer, as a pyenv shim gives, does not count


def test_without_any_fitting_python_there_is_none():
    assert dev.another_python(lambda command: "3.9\n") is None


@pytest.mark.parametrize(("system", "word"), [("win32", "python.org"), ("linux", "apt-get install")])
def test_the_cure_fits_the_system(system, word):
    assert word in dev.cure_for_old_python(system)


@pytest.mark.parametrize("arguments", [["--help"], ["没有的命令"]])
def test_it_speaks_chinese_in_utf8_on_a_gbk_console(arguments):
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    result = subprocess.run([sys.executable, DOOR, *arguments], capture_output=True, env=environment)
    said = (result.stdout + result.stderr).decode("utf-8")
    assert "dev.py run" in said
    assert result.returncode == (0 if arguments == ["--help"] else 2)
