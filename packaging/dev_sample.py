"""The main job without a screen: the sample school and its packet, made with the program's own commands."""

from __future__ import annotations

import os
import shutil
import subprocess

import dev_venv
from dev_console import Trouble, megabytes, say

SCHOOL = os.path.join(dev_venv.BUILD, "样例学校.jiaoyan")
PACKET = os.path.join(dev_venv.BUILD, "sample-packet")
BESIDE = ("manifest.json", "目录清单.xlsx")  # what lists the files is not counted among them, as in the window


def make_packet(python: str) -> int:
    """Makes both anew and prints what is in them; returns the exit code of the command that did not work out, or 0."""
    print("这里没有屏幕，开不了窗口，先做最要紧的事：造一所样例学校，生成它的上报材料。")
    _clear()
    for command in (["sample", SCHOOL], ["export", SCHOOL, "--out", PACKET, "--allow-missing"]):
        # What the command prints as data is not repeated: the listing below says what is there.
        result = subprocess.run(
            [python, "-P", "-m", "jiaoyan_desktop", *command],
            stdout=subprocess.DEVNULL,
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
        )
        if result.returncode:
            say(f"jiaoyan {command[0]} 没有做完，上面是原因。")
            return result.returncode
    print("\n".join(listing(SCHOOL, PACKET)))
    return 0


def _clear() -> None:
    """Takes away what the last time made, with the files a school file leaves beside itself."""
    os.makedirs(dev_venv.BUILD, exist_ok=True)
    try:
        for name in os.listdir(dev_venv.BUILD):
            if name.startswith(os.path.basename(SCHOOL)):
                os.remove(os.path.join(dev_venv.BUILD, name))
        if os.path.isdir(PACKET):
            shutil.rmtree(PACKET)
    except OSError as error:
        raise Trouble(f"上次做的 {error.filename} 删不掉，多半还开着。关掉它再来一次。") from error


def listing(school: str, packet: str) -> list[str]:
    """What was made, as lines: the school file, then the packet folder by folder with number and size."""
    lines = ["做好了：", f"  {school}（样例学校，{megabytes(os.path.getsize(school))}）"]
    folders: dict[str, list[str]] = {}
    for folder, _, names in sorted(os.walk(packet)):
        if names:
            folders[os.path.relpath(folder, packet)] = sorted(names)
    sizes = {
        folder: sum(os.path.getsize(os.path.join(packet, folder, name)) for name in names)
        for folder, names in folders.items()
    }
    beside = [name for names in folders.values() for name in names if name in BESIDE]
    number = sum(map(len, folders.values())) - len(beside)
    more = f"，另有{'、'.join(beside)}" if beside else ""
    lines.append(f"  {packet}（材料包，共 {number} 份文件{more}，{megabytes(sum(sizes.values()))}）")
    for folder, names in folders.items():
        if folder == ".":
            lines += [f"    {name}" for name in names]
        else:
            lines.append(f"    {folder}{os.sep}　{len(names)} 份，{megabytes(sizes[folder])}")
    return lines
