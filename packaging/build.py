"""What goes to a school on a stick: a folder that runs without Python, or the wheels to install without network.

python3 packaging/build.py folder                       build/dist/教研桌面/ for the system this runs on
python3 packaging/build.py wheels [SYSTEM [PYTHON]]     build/wheels/ for windows, linux or linux-arm and 3.11 to 3.13
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys

import dev_console
import dev_install
import dev_venv
from dev_console import Trouble, say

DIST = os.path.join(dev_venv.BUILD, "dist")
FOLDER = os.path.join(DIST, "教研桌面")
SHORTCUT = "放到菜单.sh"

_OLD_LINUX = ("manylinux_2_17", "manylinux2014", "manylinux_2_12", "manylinux2010", "manylinux_2_5", "manylinux1")
# The oldest C library of the machines at schools: UOS and Kylin have 2.28 on x86-64 and 2.31 on Arm.
PLATFORMS = {
    "windows": ["win_amd64"],
    "linux": [f"manylinux_2_{n}_x86_64" for n in range(28, 17, -1)] + [f"{tag}_x86_64" for tag in _OLD_LINUX],
    "linux-arm": [f"manylinux_2_{n}_aarch64" for n in range(31, 17, -1)] + [f"{tag}_aarch64" for tag in _OLD_LINUX[:2]],
}
# pip asks the markers of this computer, not of the one the wheels are for: what only Windows needs, said here.
ONLY_FOR = {"windows": ["colorama"]}
PYTHONS = ("3.11", "3.12", "3.13")
USAGE = """做给学校用的安装包。用法：
  python3 packaging/build.py folder                     免安装版，在 build/dist/教研桌面/
  python3 packaging/build.py wheels [系统 [Python版本]]  不用网就能装的部件，在 build/wheels/
系统：windows、linux、linux-arm，不写就是这台电脑的；Python版本：3.11、3.12、3.13，不写就是这里的。"""


def main(arguments: list[str]) -> int:
    """Runs one command; returns the exit code."""
    dev_console.prepare()
    try:
        match arguments:
            case ["folder"]:
                return build_folder()
            case ["wheels", *rest] if len(rest) <= 2:
                return build_wheels(*rest)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    print(USAGE)
    return 0 if arguments in (["-h"], ["--help"]) else 2


def build_folder() -> int:
    """The one-folder program for the system this runs on."""
    python = dev_venv.ensure({"dev"})
    shutil.rmtree(DIST, ignore_errors=True)
    log = os.path.join(dev_venv.BUILD, "build-folder.log")
    say("正在做免安装版，要几分钟…")
    spec = os.path.join(dev_venv.ROOT, "packaging", "jiaoyan.spec")
    work = os.path.join(dev_venv.BUILD, "pyinstaller")
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--distpath", DIST, "--workpath", work, spec]
    with open(log, "w", encoding="utf-8") as file:
        result = subprocess.run(command, cwd=dev_venv.ROOT, stdout=file, stderr=file, stdin=subprocess.DEVNULL)
    if result.returncode:
        raise Trouble(f"免安装版没有做成。详细经过在 {log}（最后几行就是原因）。")
    if sys.platform.startswith("linux"):
        _add_menu_script()
    _try_it()
    files = (os.path.join(folder, name) for folder, _, names in os.walk(FOLDER) for name in names)
    size = sum(os.path.getsize(path) for path in files if not os.path.islink(path))
    print(f"做好了，试过能用：{FOLDER}（{dev_console.megabytes(size)}）。整个文件夹拷到U盘上带走。")
    return 0


def _try_it() -> None:
    """A folder that does not start is not handed out: asks it for its version and for the sample school."""
    program = os.path.join(FOLDER, "jiaoyan.exe" if os.name == "nt" else "jiaoyan")
    school = os.path.join(dev_venv.BUILD, "试一试.jiaoyan")
    for path in (school, f"{school}.lock"):
        if os.path.exists(path):
            os.remove(path)
    for arguments in (["--version"], ["sample", school], ["verify", school]):
        result = subprocess.run([program, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=DIST)
        if result.returncode:
            raise Trouble(f"免安装版做出来了，可是 jiaoyan {arguments[0]} 跑不起来：\n{result.stderr}")


def _add_menu_script() -> None:
    """A script for UOS and Kylin that puts the program into the menu, wherever the folder was copied to."""
    path = os.path.join(FOLDER, SHORTCUT)
    shutil.copyfile(os.path.join(dev_venv.ROOT, "packaging", "add_to_menu.sh"), path)
    os.chmod(path, 0o755)


def build_wheels(system: str = "", version: str = "") -> int:
    """Everything `dev.py run` installs, as wheels, for a machine without network."""
    if system and system not in PLATFORMS:
        raise Trouble(f"不认识系统“{system}”。可以写：{'、'.join(PLATFORMS)}。")
    if version and version not in PYTHONS:
        raise Trouble(f"不认识Python版本“{version}”。可以写：{'、'.join(PYTHONS)}。")
    python = dev_venv.ensure(set())
    shutil.rmtree(dev_install.WHEELS, ignore_errors=True)
    os.makedirs(dev_install.WHEELS)
    chosen = [word for tag in PLATFORMS.get(system, []) for word in ("--platform", tag)]
    chosen += ["--python-version", version] if version else []
    say(f"正在下载给 {system or platform.system()}、Python {version or platform.python_version()} 的部件…")
    # hatchling and editables build the project itself at the other end.
    wanted = [*project_needs(), *ONLY_FOR.get(system, []), "hatchling", "editables"]
    log = os.path.join(dev_venv.BUILD, "build-wheels.log")
    command = [python, "-m", "pip", "download", "--disable-pip-version-check", "--only-binary=:all:", *chosen]
    with open(log, "w", encoding="utf-8") as file:
        result = subprocess.run([*command, "--dest", dev_install.WHEELS, *wanted], stdout=file, stderr=file)
    if result.returncode:
        with open(log, encoding="utf-8") as file:
            raise dev_install.explain(file.read(), log) or Trouble(f"部件没有下载全。详细经过在 {log}。")
    number = len(os.listdir(dev_install.WHEELS))
    print(f"做好了：{dev_install.WHEELS}，{number} 个部件。连同整个项目文件夹拷到U盘上带走。")
    return 0


def project_needs() -> list[str]:
    """What pyproject.toml lists as the program's dependencies."""
    import tomllib

    with open(os.path.join(dev_venv.ROOT, "pyproject.toml"), "rb") as file:
        return tomllib.load(file)["project"]["dependencies"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
