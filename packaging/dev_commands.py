"""The three commands of dev.py: run the program, run the tests, measure."""

from __future__ import annotations

import os
import sys

import dev_console
import dev_debian
import dev_venv
from dev_console import Trouble, say

USAGE = """教研桌面，开发和试用的入口。用法：
  python3 packaging/dev.py run [参数…]     打开窗口；给参数就交给命令 jiaoyan，例如 run check 学校.jiaoyan
  python3 packaging/dev.py test [参数…]    跑全部测试；参数交给 pytest，例如 test tests/domain -k 日期
  python3 packaging/dev.py bench [名字…]   量快慢和内存，每项一行 JSON
第一次会准备运行环境（.venv），以后直接开始。"""


def main(arguments: list[str]) -> int:
    """Runs one command; returns the exit code (0 fine, 1 something in the way, 2 a command it does not know)."""
    dev_console.prepare()
    commands = {"run": run, "test": test, "bench": bench}
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE)
        return 0 if arguments else 2
    if arguments[0] not in commands:
        say(f"没有“{arguments[0]}”这个命令。\n{USAGE}")
        return 2
    try:
        return commands[arguments[0]](arguments[1:])
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("\n停下了。再运行一次会接着来。")
        return 130


def run(arguments: list[str]) -> int:
    """The window, a command of `jiaoyan`, or, without a screen, the main job on the sample school."""
    python = dev_venv.ensure(set())
    dev_debian.ensure(python, {dev_debian.LIBRARIES, dev_debian.FONT})
    opens_window = not arguments or arguments[0] == "open"
    screen = has_screen(sys.platform, dict(os.environ))
    if not arguments and not screen:
        import dev_sample

        return dev_sample.make_packet(python)
    if opens_window and screen:
        _stop_without_window_libraries(python)
    # -P: a stray email.py in the folder one happens to stand in must not become part of the program.
    return hand_over([python, "-P", "-m", "jiaoyan_desktop", *arguments])


def test(arguments: list[str]) -> int:
    """pytest, from the top of the project, on no screen unless told otherwise."""
    python = dev_venv.ensure({"dev"})
    dev_debian.ensure(python, {dev_debian.LIBRARIES, dev_debian.FONT, dev_debian.SCREEN})
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(dev_venv.ROOT)
    return hand_over([python, "-m", "pytest", *arguments])


def bench(arguments: list[str]) -> int:
    """The figures of tests/benchmarks."""
    python = dev_venv.ensure({"dev", "bench"})
    dev_debian.ensure(python, {dev_debian.LIBRARIES, dev_debian.FONT, dev_debian.SCREEN})
    dev_venv.compile_ours(dev_venv.VENV)  # a warm cache, as the figures are meant
    os.chdir(dev_venv.ROOT)
    return hand_over([python, "-m", "tests.benchmarks", *arguments])


def has_screen(platform: str, environment: dict[str, str]) -> bool:
    """Whether a window can be shown here."""
    chosen = environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if chosen:
        return chosen not in ("offscreen", "minimal")
    if not platform.startswith("linux"):
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    display = environment.get("DISPLAY", "")
    if display.startswith((":", "unix:")):
        return x_server_listens(display.split(":")[1].split(".")[0])
    return bool(display)


def x_server_listens(number: str) -> bool:
    """Whether an X server of this machine answers to a number; DISPLAY often outlives its server."""
    path = f"/tmp/.X11-unix/X{number}"
    if os.path.exists(path):
        return True
    try:
        with open("/proc/net/unix", encoding="ascii", errors="replace") as sockets:
            return any(line.rstrip().endswith(f"@{path}") for line in sockets)
    except OSError:
        return False


def _stop_without_window_libraries(python: str) -> None:
    """Where Qt cannot open a window it ends the whole program with an English line; better to say it here."""
    if not sys.platform.startswith("linux") or dev_debian.is_checked({dev_debian.LIBRARIES}):
        return
    uses = ("any",) if os.environ.get("WAYLAND_DISPLAY") else ("any", "window")
    missing = [library for use in uses for library in dev_debian.missing_libraries(python, use)]
    if missing:
        raise Trouble("缺了上面这些，窗口开不了。装好后再运行一次。")


def hand_over(command: list[str]) -> int:
    """Becomes another program (on Windows, which cannot: runs it); returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the program got it as well, and decides
