"""Strangers' files: what to say when one cannot be opened, and parsing one where only a helper process can fall."""

from __future__ import annotations

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from ..errors import UserError

T = TypeVar("T")

_MOST_MEMORY = 2 * 1024**3


def not_readable(path: Path, trouble: OSError, wanted: str) -> UserError:
    """What to say of a file that cannot even be opened; ``wanted`` is what it should have been (表格, Word教案)."""
    called = f"“{path.name}”"
    if isinstance(trouble, FileNotFoundError):
        return UserError(f"没有找到{called}。", cure="可能U盘拔掉了，或文件改了名字。", field="source")
    # Windows says of a folder that it may not be read.
    if isinstance(trouble, IsADirectoryError) or path.is_dir():
        return UserError(f"{called}是文件夹，不是{wanted}。", cure=f"请选里面的那个{wanted}文件。", field="source")
    if isinstance(trouble, PermissionError):
        return UserError(f"{called}读不了，可能正被别的程序占着。", cure="把它关掉再试一次。", field="source")
    return UserError(
        f"{called}读到一半读不下去了，可能U盘松了或坏了。", cure="把它拷到电脑上再试一次。", field="source"
    )


def parse_apart(
    parse: Callable[..., T], arguments: tuple[object, ...], *, name: str, seconds: int, cure: str, broken: UserError
) -> T:
    """``parse(*arguments)`` in a process of its own with limited memory; blocks up to ``seconds``.

    ``parse`` is a function at the top of a module, and what it takes and returns can be pickled. A UserError of its
    comes through; ``broken`` is raised when the process died over the file, ``cure`` goes with one that is too much.
    """
    # spawn: a fork of a process with Qt's threads can stand still for ever.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_serve, args=(theirs, parse, arguments), daemon=True)
    child.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise UserError(f"“{name}”读了{seconds}秒还没读完。", cure=cure, field="source")
        kind, answer = ours.recv()
    except (EOFError, ConnectionError):
        raise broken from None
    finally:
        ours.close()
        child.terminate()
        child.join()
        child.close()
    if kind == "refused":
        raise answer
    if kind == "too large":
        raise UserError(f"“{name}”太大，读不下来。", cure=cure, field="source")
    if kind == "bug":
        raise RuntimeError(f"the helper process fell over:\n{answer}")
    return answer


def _serve(connection: Connection, parse: Callable[..., object], arguments: tuple[object, ...]) -> None:
    """Parse and send ("done", result), ("refused", UserError), ("too large", None) or ("bug", traceback)."""
    _limit_memory()
    # A parser reports its panic on standard error; the parent explains it to the person instead.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        connection.send(("done", parse(*arguments)))
    except UserError as refused:
        connection.send(("refused", refused))
    except MemoryError:
        connection.send(("too large", None))
    except Exception:
        connection.send(("bug", traceback.format_exc()))
        raise
    finally:
        connection.close()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MOST_MEMORY if hard == resource.RLIM_INFINITY else min(_MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
