"""What the system has to bring: the shared libraries of Qt, a Chinese font, a virtual screen for tests.

On Debian's family (Debian, Ubuntu, UOS, Kylin) they are installed when we may; elsewhere, or when we may not, the
person is given the one command to type.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable

import dev_venv
from dev_console import Trouble, say

LIBRARIES, FONT, SCREEN = "libraries", "font", "xvfb"
CHECKED = "jiaoyan-system"  # in .venv: what was found complete, and the day of the last attempt to complete it
LOG = os.path.join(dev_venv.BUILD, "dev-apt.log")

# Shared library -> Debian package. Names ending in t64 (Ubuntu 24.04, Debian 13) answer to these too.
PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# What the program loads of Qt: any use of it; a window on an X screen; a printer.
QT_FILES = {
    "any": ["Qt/lib/libQt6Widgets.so.6", "Qt/lib/libQt6Svg.so.6", "Qt/plugins/platforms/libqoffscreen.so"],
    "window": ["Qt/plugins/platforms/libqxcb.so"],
    "printer": ["Qt/plugins/printsupport/libcupsprintersupport.so"],
}
FONT_PACKAGE = "fonts-noto-cjk"
FONT_FILES = re.compile(
    r"cjk|wqy|wenquan|sourcehan|source-han|uming|ukai|droidsansfallback|simsun|simhei|simkai|simfang|fangsong|msyh"
    r"|stsong|stheiti|pingfang|hygothic|unifont",
    re.IGNORECASE,
)


def read_os_release(text: str) -> dict[str, str]:
    """The values of an /etc/os-release file, quotes taken off."""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and not line.lstrip().startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}


def is_debian_family(release: dict[str, str]) -> bool:
    """Whether a system is Debian or made from it; UOS and Kylin do not always say so in ID_LIKE."""
    names = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".lower().split()
    return bool({"debian", "ubuntu", "uos", "uniontech", "deepin", "kylin", "ubuntukylin", "linuxmint"} & set(names))


def on_debian() -> bool:
    """Whether this computer installs with apt-get."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        return False
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                return is_debian_family(read_os_release(file.read()))
    return os.path.exists("/etc/debian_version")


def libraries_not_found(ldd_output: str) -> list[str]:
    """The shared libraries that ldd could not find, each once, in order."""
    return list(dict.fromkeys(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE)))


def packages_for(libraries: Iterable[str]) -> list[str]:
    """The Debian packages bringing these libraries, each once; a library we do not know is left out."""
    return sorted({PACKAGE_OF[library] for library in libraries if library in PACKAGE_OF})


def missing_libraries(python: str, use: str) -> list[str]:
    """The shared libraries that Qt needs for a use (any, window, printer) and this system lacks."""
    minor = "python" + dev_venv.python_version_of(dev_venv.VENV)
    qt = os.path.join(os.path.dirname(os.path.dirname(python)), "lib", minor, "site-packages", "PySide6")
    files = [path for name in QT_FILES[use] if os.path.exists(path := os.path.join(qt, name))]
    if not files or shutil.which("ldd") is None:
        return []
    result = subprocess.run(["ldd", *files], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    return libraries_not_found(result.stdout)


def has_chinese_font() -> bool:
    """Whether some font on this system can show Chinese."""
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", ":lang=zh", "file"], capture_output=True, text=True).stdout.strip())
    home = os.path.expanduser("~")
    folders = ["/usr/share/fonts", "/usr/local/share/fonts", f"{home}/.fonts", f"{home}/.local/share/fonts"]
    files = (name for folder in folders for _, _, names in os.walk(folder) for name in names)
    return any(FONT_FILES.search(name) for name in files)


def administrator() -> list[str] | None:
    """What to put before a command so that it runs as administrator without asking; None when we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def command_to_type(packages: Iterable[str]) -> str:
    """The one line that installs packages, for a person to type."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def apt_install(packages: list[str], may: list[str]) -> bool:
    """Installs packages with apt-get; whether all of them arrived. The full story is added to the log."""
    quick = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::https::Timeout=20"]
    install = ["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", *quick]

    def apt(*arguments: str) -> bool:
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(f"\n$ apt-get {' '.join(arguments)}\n")
            log.flush()
            command = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *arguments]
            return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log).returncode == 0

    os.makedirs(dev_venv.BUILD, exist_ok=True)
    if apt(*install, *packages):
        return True
    if not apt("update", *quick):  # a fresh machine has no list of packages, an old one an outdated list
        return False
    # An older system lacks a package or two by this name: what it has is better than nothing.
    return apt(*install, *packages) or all([apt(*install, package) for package in packages])


def install_venv_package() -> None:
    """Brings the part of Python that makes environments, which Debian keeps in a package of its own."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    may = administrator() if on_debian() else None
    if may is not None:
        say(f"系统的 Python 缺建运行环境的部分，正在用 apt-get 装 {package}…")
        if apt_install([package], may):
            return
        say(f"{package} 没有装上，经过记在 {LOG}。")
    cure = (
        f"请输入这一行，装好后再来：\n  {command_to_type([package])}"
        if on_debian()
        else "请给 Python 装上 venv 和 ensurepip。"
    )
    raise Trouble(f"系统的 Python 缺建运行环境的部分（venv）。{cure}")


def read_checked(venv: str) -> dict[str, str]:
    """What earlier starts found: {"complete": "font libraries", "tried": "2026-03-02 libgl1 xvfb"}."""
    try:
        with open(os.path.join(venv, CHECKED), encoding="utf-8") as file:
            return dict(line.split(" ", 1) for line in file.read().splitlines() if " " in line)
    except FileNotFoundError:
        return {}


def is_checked(needs: set[str]) -> bool:
    """Whether an earlier start found all of this complete."""
    return needs <= set(read_checked(dev_venv.VENV).get("complete", "").split())


def look(python: str, needs: set[str]) -> tuple[set[str], list[str], list[str]]:
    """What is complete, which packages would bring the rest, and the missing things as a person reads them."""
    complete, packages, things = set(), [], []
    if LIBRARIES in needs:
        libraries = [name for use in QT_FILES for name in missing_libraries(python, use)]
        libraries = list(dict.fromkeys(libraries))
        packages += packages_for(libraries)
        things += libraries
        if not libraries:
            complete.add(LIBRARIES)
    for need, present, package, name in (
        (FONT, has_chinese_font, FONT_PACKAGE, "中文字体"),
        (SCREEN, lambda: shutil.which("Xvfb") is not None, "xvfb", "虚拟屏幕 Xvfb"),
    ):
        if need in needs and present():
            complete.add(need)
        elif need in needs:
            packages.append(package)
            things.append(name)
    return complete, packages, things


def named(things: list[str]) -> str:
    """Missing things in one short line: the first few by name, of the rest the number."""
    if len(things) <= 5:
        return "、".join(things)
    return f"{'、'.join([*things[:3], things[-1]])}等 {len(things)} 样"


def ensure(python: str, needs: set[str]) -> None:
    """Completes what the system has to bring, as far as we may; says what is still missing and how to get it."""
    if not sys.platform.startswith("linux") or is_checked(needs):
        return
    complete, packages, things = look(python, needs)
    debian, tried = on_debian(), read_checked(dev_venv.VENV).get("tried", "").split()
    today = time.strftime("%Y-%m-%d")
    again = tried[:1] == [today] and set(packages) <= set(tried)  # no software source in reach: not at every start
    may = administrator() if packages and debian and not again else None
    if may is not None:
        say(f"系统还缺：{named(things)}。正在用 apt-get 装…")
        apt_install(packages, may)
        tried = [today, *packages]
        complete, packages, things = look(python, needs)
        say(f"有的没有装上（多半是连不上软件源），经过记在 {LOG}。" if things else "系统部件装好了。")
    if things:
        say(f"系统还缺：{named(things)}。")
        if packages and debian:
            say(f"请输入这一行装上：\n  {command_to_type(packages)}")
        else:
            say("请用本系统的软件管理器装上它们。")
    complete |= set(read_checked(dev_venv.VENV).get("complete", "").split())
    with open(os.path.join(dev_venv.VENV, CHECKED), "w", encoding="utf-8") as file:
        file.write(f"complete {' '.join(sorted(complete))}\ntried {' '.join(tried)}\n")
