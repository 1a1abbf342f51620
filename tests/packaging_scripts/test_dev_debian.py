"""What the system has to bring: recognised systems, missing libraries, and what is said when it cannot be installed."""

from __future__ import annotations

import dev_debian
import dev_venv
import pytest

LDD = """\
/x/Qt/plugins/platforms/libqxcb.so:
\tlinux-vdso.so.1 (0x00007f7859fc1000)
\tlibGL.so.1 => /lib/x86_64-linux-gnu/libGL.so.1 (0x00007f7859379000)
\tlibxcb-icccm.so.4 => not found
\tlibxcb-keysyms.so.1 => not found
\tlibxcb-icccm.so.4 => not found
\tlibodd.so.9 => not found
"""


@pytest.mark.parametrize(
    ("text", "debian"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', True),
        ("ID=ubuntu\nID_LIKE=debian\n", True),
        ('NAME="uos"\nID=uos\nVERSION_ID="20"\n', True),
        ('ID=kylin\nID_LIKE=debian\nVERSION_ID="v10"\n', True),
        ('# comment = x\nID="Deepin"\n', True),
        ('ID=uniontech\nPRETTY_NAME="UnionTech OS"\n', True),
        ("ID=fedora\n", False),
        ('ID="openEuler"\nID_LIKE="rhel fedora"\n', False),
        ("", False),
    ],
)
def test_debians_family_is_recognised(text, debian):
    assert dev_debian.is_debian_family(dev_debian.read_os_release(text)) is debian


def test_libraries_that_ldd_cannot_find_are_named_once():
    assert dev_debian.libraries_not_found(LDD) == ["libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libodd.so.9"]


def test_packages_for_libraries_leave_out_what_is_not_known():
    assert dev_debian.packages_for(dev_debian.libraries_not_found(LDD)) == ["libxcb-icccm4", "libxcb-keysyms1"]


def test_the_command_to_type_is_one_line():
    command = dev_debian.command_to_type(["libegl1", "xvfb"])
    assert command.startswith("sudo apt-get update && ")
    assert command.endswith(" libegl1 xvfb")
    assert "\n" not in command


@pytest.mark.parametrize(
    ("name", "chinese"),
    [("NotoSansCJK-Regular.ttc", True), ("wqy-microhei.ttc", True), ("simsun.ttc", True), ("DejaVuSans.ttf", False)],
)
def test_font_files_that_show_chinese(name, chinese):
    assert bool(dev_debian.FONT_FILES.search(name)) is chinese


def test_many_things_are_named_in_one_short_line():
    assert dev_debian.named(["a", "b"]) == "a、b"
    assert dev_debian.named([*"abcdefgh", "中文字体"]) == "a、b、c、中文字体等 9 样"


class System:
    """A computer as dev_debian sees it: what it lacks, and whether apt-get may and does bring it."""

    def __init__(self, monkeypatch, tmp_path, *, lacks: list[str], may: list[str] | None, brings: bool) -> None:
        self.lacks, self.installs = lacks, []
        self.brings = brings
        monkeypatch.setattr(dev_venv, "VENV", str(tmp_path))
        monkeypatch.setattr(dev_debian.sys, "platform", "linux")
        monkeypatch.setattr(dev_debian, "on_debian", lambda: True)
        monkeypatch.setattr(dev_debian, "administrator", lambda: may)
        monkeypatch.setattr(dev_debian, "look", self.look)
        monkeypatch.setattr(dev_debian, "apt_install", self.apt_install)

    def look(self, python, needs):
        return ({dev_debian.LIBRARIES} if not self.lacks else set()), list(self.lacks), list(self.lacks)

    def apt_install(self, packages, may):
        self.installs.append(packages)
        if self.brings:
            self.lacks = []
        return self.brings


def test_what_lacks_is_installed_and_not_looked_for_again(monkeypatch, tmp_path, capsys):
    system = System(monkeypatch, tmp_path, lacks=["libegl1"], may=[], brings=True)
    dev_debian.ensure("python", {dev_debian.LIBRARIES})
    assert system.installs == [["libegl1"]]
    assert "系统部件装好了" in capsys.readouterr().err
    assert dev_debian.is_checked({dev_debian.LIBRARIES})
    assert not dev_debian.is_checked({dev_debian.LIBRARIES, dev_debian.SCREEN})
    monkeypatch.setattr(dev_debian, "look", lambda *_: pytest.fail("it was complete at the last start"))
    dev_debian.ensure("python", {dev_debian.LIBRARIES})


def test_who_may_not_install_gets_the_command(monkeypatch, tmp_path, capsys):
    system = System(monkeypatch, tmp_path, lacks=["libegl1"], may=None, brings=True)
    dev_debian.ensure("python", {dev_debian.LIBRARIES})
    assert system.installs == []
    assert dev_debian.command_to_type(["libegl1"]) in capsys.readouterr().err
    assert not dev_debian.is_checked({dev_debian.LIBRARIES})


def test_without_a_software_source_the_start_is_not_slow_every_time(monkeypatch, tmp_path, capsys):
    system = System(monkeypatch, tmp_path, lacks=["libegl1"], may=["sudo", "-n"], brings=False)
    dev_debian.ensure("python", {dev_debian.LIBRARIES})
    dev_debian.ensure("python", {dev_debian.LIBRARIES})
    assert system.installs == [["libegl1"]]
    assert capsys.readouterr().err.count("sudo apt-get install") == 2
    system.lacks = ["libegl1", "xvfb"]
    dev_debian.ensure("python", {dev_debian.LIBRARIES, dev_debian.SCREEN})
    assert len(system.installs) == 2  # something new is lacking: worth another try


def test_missing_venv_package_names_the_package_of_this_python(monkeypatch):
    monkeypatch.setattr(dev_debian, "on_debian", lambda: True)
    monkeypatch.setattr(dev_debian, "administrator", lambda: None)
    monkeypatch.setattr(dev_debian.sys, "version_info", (3, 12, 1))
    with pytest.raises(dev_debian.Trouble, match=r"python3\.12-venv"):
        dev_debian.install_venv_package()


def test_apt_gets_its_list_when_a_package_is_not_known_yet(monkeypatch, tmp_path):
    asked = []

    class Result:
        def __init__(self, returncode):
            self.returncode = returncode

    def run(command, **options):
        arguments = command[command.index("-q") + 1 :]
        asked.append([word for word in arguments if not word.startswith("-") and "::" not in word])
        return Result(100 if len(asked) == 1 else 0)

    monkeypatch.setattr(dev_venv, "BUILD", str(tmp_path))
    monkeypatch.setattr(dev_debian, "LOG", str(tmp_path / "log"))
    monkeypatch.setattr(dev_debian.subprocess, "run", run)
    assert dev_debian.apt_install(["libegl1"], [])
    assert asked == [["install", "libegl1"], ["update"], ["install", "libegl1"]]
