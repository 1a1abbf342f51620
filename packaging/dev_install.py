"""Making .venv and installing into it: progress in plain words, the full story in a log, a cure for what goes wrong."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import dev_debian
import dev_venv
from dev_console import Trouble, say

LOG = os.path.join(dev_venv.BUILD, "dev-install.log")
WHEELS = os.path.join(dev_venv.BUILD, "wheels")  # `packaging/build.py wheels` fills it, for a machine without network
NEEDED_BYTES = {False: 900_000_000, True: 1_500_000_000}  # without and with the development tools, while unpacking
DOWNLOAD_MB = {False: 110, True: 190}
SILENCE = 10.0  # seconds without a word from pip after which we say that it is still at work
MIRROR = "https://pypi.tuna.tsinghua.edu.cn/simple"


@contextlib.contextmanager
def one_at_a_time(path: str) -> Iterator[None]:
    """Waits until no other window installs; two at once would spoil each other's work."""
    with open(path, "a+", encoding="utf-8") as file:
        if not _lock(file.fileno(), wait=False):
            say("另一个窗口正在准备运行环境，等它做完…")
            _lock(file.fileno(), wait=True)
        yield  # closing the file gives the lock back, also when this program is killed


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Takes the lock on a file; False when somebody else has it and we shall not wait."""
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)
            while True:
                with contextlib.suppress(PermissionError):
                    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
                    return True
                if not wait:
                    return False
                time.sleep(1)
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def remove(venv: str) -> None:
    """Takes an environment away; a link is only unlinked."""
    try:
        if os.path.islink(venv) or os.path.isfile(venv):
            os.remove(venv)
        elif os.path.isdir(venv):
            shutil.rmtree(venv)
    except OSError as error:
        raise Trouble(
            f"旧的运行环境删不掉（{error.filename or venv}），多半是程序还开着。\n"
            f"请关掉教研桌面和用到它的窗口再来一次；还不行就手工删掉文件夹 {venv}。"
        ) from error


def make(venv: str) -> None:
    """Makes an empty environment; on Debian also the part of Python that Debian leaves out."""
    _check_space(venv, full=False)
    result = _make_once(venv)
    if result.returncode and re.search(r"ensurepip|python3[\d.]*-venv", result.stdout):
        remove(venv)
        dev_debian.install_venv_package()
        result = _make_once(venv)
    if result.returncode:
        remove(venv)
        with open(LOG, "w", encoding="utf-8") as log:
            log.write(result.stdout)
        raise explain(result.stdout, LOG) or Trouble(
            f"运行环境 .venv 没有建成。详细经过在 {LOG}。\n"
            "可以把它发给帮忙的人看，也可以换一个 Python（3.11 到 3.13）再试。"
        )
    dev_venv.mark_unfinished(venv)


def _make_once(venv: str) -> subprocess.CompletedProcess[str]:
    python = getattr(sys, "_base_executable", None) or sys.executable  # .venv's own Python cannot make .venv anew
    return subprocess.run(
        [python, "-m", "venv", venv], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )


def install(venv: str, extras: set[str]) -> None:
    """Installs the project itself, editable, with its extras; Trouble explains what stood in the way."""
    _check_space(venv, full=bool(extras))
    project = f".[{','.join(sorted(extras))}]" if extras else "."
    offline = os.path.isdir(WHEELS) and any(name.endswith(".whl") for name in os.listdir(WHEELS))
    attempts = [["--find-links", WHEELS, "--no-index"], ["--find-links", WHEELS]] if offline else [[]]
    about = "（用 build/wheels 里带来的）" if offline else ""
    if not offline and not dev_venv.read_stamp(venv):
        about = f"（要下载约 {DOWNLOAD_MB[bool(extras)]} MB，慢的话要几分钟）"
    say(f"正在装需要的部件{about}：")
    output = ""
    for attempt in attempts:
        code, output = _pip(venv, ["--prefer-binary", *attempt, "--editable", project])
        if code == 0:
            dev_venv.compile_ours(venv)
            dev_venv.mark_finished(venv)
            return
    raise explain(output, LOG) or Trouble(
        f"部件没有装全。详细经过在 {LOG}（最后几行就是原因）。再运行一次会接着来；还不行，把这个文件发给帮忙的人。"
    )


def _pip(venv: str, arguments: list[str]) -> tuple[int, str]:
    """Runs pip install with progress; returns its exit code and everything it said."""
    command = [
        dev_venv.python_in(venv),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        *arguments,
    ]
    # PIP_USER of the person's own settings would put the packages outside; buffering would hide the progress.
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        command,
        cwd=dev_venv.ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )

    def on_line(line: str) -> None:
        log.write(f"{line}\n")
        if line.startswith("Installing collected packages"):
            dev_venv.mark_unfinished(venv)  # until here nothing was touched: a network cut leaves the old state whole
        said = in_plain_words(line.strip())
        if said:
            say(f"  {said}")

    with process, open(LOG, "w", encoding="utf-8", buffering=1) as log:
        try:
            output = _follow(process, on_line)
        except BaseException:
            process.kill()
            raise
    return process.returncode, output


def _follow(process: subprocess.Popen[str], on_line: Callable[[str], None]) -> str:
    """Hands on every line as it comes and says now and then that it still goes on; returns all of it."""
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    started, everything = time.monotonic(), []
    while True:
        try:
            line = lines.get(timeout=SILENCE)
        except queue.Empty:
            say(f"  …还在进行，已用 {time.monotonic() - started:.0f} 秒")
            continue
        if line is None:
            return "".join(everything)
        everything.append(line)
        on_line(line.rstrip())


def in_plain_words(line: str) -> str:
    """What a line of pip means to a person; empty when it need not be shown."""
    got = re.match(r"(Downloading|Using cached) (?:\S*/)?([A-Za-z0-9_.]+?)-(\d[^-\s]*)\S* ?(\(.*\))?$", line)
    if got and not got[2].endswith(".metadata") and ".metadata" not in line:
        verb = "下载" if got[1] == "Downloading" else "上次下载过"
        return f"{verb} {got[2]} {got[3].removesuffix('.tar.gz')} {got[4] or ''}".strip()
    if line.startswith("Installing collected packages:"):
        return f"下载好了，正在装 {line.count(',') + 1} 个部件…"
    if "Retrying (Retry" in line:
        return "网络不稳，正在再试…"
    return ""


def explain(output: str, log: str) -> Trouble | None:
    """A known reason in pip's or Python's output, as a sentence with its cure; None when none is known."""
    more = f"\n详细经过在 {log}。"
    if re.search(r"No space left on device|Errno 28\b|WinError 112|not enough space", output, re.I):
        return Trouble(f"磁盘满了，部件没有装全。腾出 2 GB 左右的地方再运行一次，会接着装好。{more}")
    if re.search(
        r"NewConnectionError|NameResolutionError|Temporary failure in name resolution|getaddrinfo failed|timed out"
        r"|Connection (?:refused|reset|aborted)|Network is unreachable|ProxyError|CERTIFICATE_VERIFY_FAILED|SSLError",
        output,
    ):
        return Trouble(
            "连不上下载部件的网站（PyPI），网络不通或太慢。可以：\n"
            "  一、看看能不能上网，再运行一次，会接着来；\n"
            f"  二、换国内的镜像：{_with_mirror()}\n"
            "  三、在能上网的电脑上运行 python3 packaging/build.py wheels，"
            f"把 build/wheels 文件夹拷到这里的 build 下面，再运行一次。{more}"
        )
    if re.search(r"Permission denied|Errno 13\b|WinError 5\b|Read-only file system", output):
        return Trouble(
            f"这个文件夹写不进去：{dev_venv.ROOT}。把整个文件夹拷到自己的文件夹里（不要放在光盘、只读的U盘上）再来。{more}"
        )
    missing = re.search(r"No matching distribution found for ([^\s(]+)", output)
    if missing:
        import platform

        return Trouble(
            f"没有找到适合这台电脑的 {missing[1]}"
            f"（处理器 {platform.machine()}，Python {platform.python_version()}）。\n"
            f"换一个镜像，或换 Python 3.12 再试；龙芯等少见的处理器暂时装不了，请找一台普通电脑。{more}"
        )
    return None


def _with_mirror() -> str:
    """The same command with a mirror inside China, as it is typed on this system."""
    command = " ".join(["packaging/dev.py", *sys.argv[1:]])
    if os.name == "nt":
        return f"set PIP_INDEX_URL={MIRROR} && python {command}"
    return f"PIP_INDEX_URL={MIRROR} python3 {command}"


def _check_space(venv: str, *, full: bool) -> None:
    """Stops before anything is written when the disk cannot hold it."""
    free, needed = shutil.disk_usage(os.path.dirname(venv)).free, NEEDED_BYTES[full]
    if free < needed and not os.path.exists(os.path.join(venv, dev_venv.STAMP)):
        raise Trouble(
            f"磁盘只剩 {free // 1_000_000} MB，装好要用约 {needed // 1_000_000} MB，还没有开始装。腾出地方再运行一次。"
        )
