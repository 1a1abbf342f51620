# -*- coding: utf-8 -*-
"""The one command of a fresh machine: `python3 packaging/dev.py run`, `test` or `bench`.

Only the door: readable by any Python down to 2.7, so that an old one is told in Chinese what to do instead of showing
a syntax error. Everything else is in the dev_*.py modules beside it.
"""

from __future__ import print_function, unicode_literals

import os
import sys

OLDEST, TOO_NEW = (3, 11), (3, 14)
GOOD = ["3.12", "3.11", "3.13"]


def is_good(version):
    """Whether a version like (3, 12) runs this program."""
    return OLDEST <= tuple(version[:2]) < TOO_NEW


def say(text):
    """Prints on standard error: UTF-8, except on a Windows console, which Python knows how to talk to."""
    if os.name == "nt":
        print(text, file=sys.stderr)
    else:
        os.write(2, (text + "\n").encode("utf-8"))


def another_python(run):
    """The command of a fitting Python on this machine, or None; `run` gives a command's output, or an empty text."""
    commands = [["py", "-" + version] if os.name == "nt" else ["python" + version] for version in GOOD]
    already_used = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), ".venv", "bin", "python")
    if os.path.exists(already_used):
        commands.insert(0, [already_used])
    for command in commands:
        version = run(command + ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).strip()
        if version in GOOD:
            return command
    return None


def output_of(command):
    """What a command prints, or an empty text when it is not there or does not work."""
    import subprocess

    try:
        with open(os.devnull, "w") as nothing:
            return subprocess.check_output(command, stderr=nothing).decode("ascii", "replace")
    except (OSError, subprocess.CalledProcessError):
        return ""


def cure_for_old_python(system):
    """Where to get a fitting Python, as sentences for a person; `system` is sys.platform."""
    if system.startswith("win"):
        return "请装 Python 3.12（64位）：到 python.org 下载，安装时勾上“Add python.exe to PATH”，再开一个新窗口重来。"
    return (
        "Debian、Ubuntu：sudo apt-get install -y python3.12 python3.12-venv（没有 3.12 就换成 3.11 或 3.13）。\n"
        "统信UOS、麒麟：软件源里没有新的 Python 时，请用免安装版（README“在学校安装”一节），不用装 Python。"
    )


def leave_for_another_python():
    """This Python does not fit: go on with one that does, or say which to install. Returns the exit code."""
    mine = "%d.%d" % tuple(sys.version_info[:2])
    command = another_python(output_of)
    if command is None:
        say("教研桌面要用 Python 3.11、3.12 或 3.13，这里的是 %s，跑不起来。" % mine)
        say(cure_for_old_python(sys.platform))
        return 1
    say("这里的 Python 是 %s，教研桌面要 3.11 到 3.13，改用 %s。" % (mine, " ".join(command)))
    arguments = command + [os.path.abspath(__file__)] + sys.argv[1:]
    if os.name != "nt":
        os.execvp(arguments[0], arguments)
    import subprocess

    return subprocess.call(arguments)


def main():
    """Runs the command; returns the exit code."""
    if not is_good(sys.version_info):
        return leave_for_another_python()
    import dev_commands

    return dev_commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
