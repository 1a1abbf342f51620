"""The project's own environment in .venv: made, kept fitting, and recognised in a few milliseconds when it fits."""

from __future__ import annotations

import os
import sys

from dev_console import say

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
BUILD = os.path.join(ROOT, "build")

STAMP = "jiaoyan-stamp"  # written last: what was installed, for which Python, from which place
UNFINISHED = (
    "jiaoyan-unfinished"  # there while packages are being changed: found at the next start, it means "begin anew"
)

READY, INSTALL, REMAKE, MAKE = "ready", "install", "remake", "make"


def python_in(venv: str) -> str:
    """The Python of an environment."""
    return os.path.join(venv, "Scripts", "python.exe") if os.name == "nt" else os.path.join(venv, "bin", "python")


def stamp_for(root: str, extras: set[str]) -> dict[str, str]:
    """What an environment has to match: its place, its Python, the project file and the extras."""
    from hashlib import sha256

    with open(os.path.join(root, "pyproject.toml"), "rb") as project:
        digest = sha256(project.read()).hexdigest()
    return {
        "folder": root,
        "python": "{}.{} {}".format(*sys.version_info[:2], "64" if sys.maxsize > 2**32 else "32"),
        "project": digest,
        "extras": ",".join(sorted(extras)),
    }


def read_stamp(venv: str) -> dict[str, str]:
    """The stamp of an environment; empty when it has none."""
    try:
        with open(os.path.join(venv, STAMP), encoding="utf-8") as file:
            return dict(line.split(" ", 1) for line in file.read().splitlines() if " " in line)
    except FileNotFoundError:
        return {}


def write_stamp(venv: str, stamp: dict[str, str]) -> None:
    """Says that the environment is complete; in one step, so that half a stamp never counts."""
    path = os.path.join(venv, STAMP)
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        file.writelines(f"{key} {value}\n" for key, value in stamp.items())
    os.replace(f"{path}.new", path)


def python_version_of(venv: str) -> str:
    """Major and minor version of the Python that an environment was made with, from its pyvenv.cfg; "" if unknown."""
    try:
        with open(os.path.join(venv, "pyvenv.cfg"), encoding="utf-8", errors="replace") as file:
            for line in file:
                key, _, value = line.partition("=")
                if key.strip() in ("version", "version_info"):
                    return ".".join(value.strip().split(".")[:2])
    except FileNotFoundError:
        pass  # not an environment at all: as unknown as one without a version
    return ""


def judge(venv: str, wanted: dict[str, str]) -> tuple[str, str]:
    """What has to be done to an environment (READY, INSTALL, REMAKE or MAKE), and why, in words."""
    if not os.path.lexists(venv):
        return MAKE, ""
    if os.path.exists(os.path.join(venv, UNFINISHED)):
        return REMAKE, "上次没有装完"
    if not os.path.exists(python_in(venv)):
        return REMAKE, "里面的 Python 已经不在了"
    made_with, mine = python_version_of(venv), wanted["python"].split(" ")[0]
    if made_with != mine:
        return REMAKE, f"它是 Python {made_with or '另一个版本'} 的，现在用的是 {mine}"
    stamp = read_stamp(venv)
    if not stamp:
        return INSTALL, "里面还没有装全"
    if stamp.get("folder") != wanted["folder"]:
        return REMAKE, "项目的文件夹挪过地方"
    if stamp.get("python") != wanted["python"]:
        return REMAKE, "换过 Python"
    if stamp.get("project") != wanted["project"]:
        return INSTALL, "pyproject.toml 有改动"
    if not set(wanted["extras"].split(",")) - {""} <= set(stamp.get("extras", "").split(",")):
        return INSTALL, "还缺开发用的工具"
    return READY, ""


def ensure(extras: set[str]) -> str:
    """The path of a Python that has the project and these extras installed; installs what is missing, saying so."""
    wanted = stamp_for(ROOT, extras)
    if judge(VENV, wanted)[0] == READY:
        return python_in(VENV)
    import dev_install  # rarely needed, and dear at the second start

    os.makedirs(BUILD, exist_ok=True)
    with dev_install.one_at_a_time(os.path.join(BUILD, "dev.lock")):
        state, why = judge(VENV, wanted)  # another window may have done it while this one waited
        if state == READY:
            return python_in(VENV)
        if state == REMAKE:
            say(f"重新准备运行环境 .venv：{why}。")
            dev_install.remove(VENV)
        elif state == MAKE:
            say("第一次运行，先准备运行环境（只装在本文件夹的 .venv 里，不动电脑上别的东西）。")
        else:
            say(f"补装运行环境：{why}。")
        if state != INSTALL:
            dev_install.make(VENV)
        both = extras | set(read_stamp(VENV).get("extras", "").split(",")) - {""}
        dev_install.install(VENV, both)
        write_stamp(VENV, stamp_for(ROOT, both))
        say("运行环境准备好了。")
    return python_in(VENV)


def mark_unfinished(venv: str) -> None:
    """From here on the packages are being changed."""
    with open(os.path.join(venv, UNFINISHED), "w", encoding="utf-8") as file:
        file.write("packages are being installed\n")


def mark_finished(venv: str) -> None:
    """The packages are whole again."""
    path = os.path.join(venv, UNFINISHED)
    if os.path.exists(path):
        os.remove(path)


def compile_ours(venv: str) -> None:
    """Compiles our own modules beside themselves.

    pip does it for libraries only, and where Python is told not to write byte code (PYTHONDONTWRITEBYTECODE) every
    start would compile the whole program anew.
    """
    import subprocess

    subprocess.run([python_in(venv), "-m", "compileall", "-q", os.path.join(ROOT, "jiaoyan_desktop")], check=False)
