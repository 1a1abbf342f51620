"""Documents of chosen records (one lesson plan, these observations), outside any packet."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jiaoyan_desktop.documents.file_names import TakenNames
from jiaoyan_desktop.documents.form_values import Substitution
from jiaoyan_desktop.documents.packet_parts import Workshop
from jiaoyan_desktop.documents.packet_plan import FilledForm, PacketPlan
from jiaoyan_desktop.domain.records import new_uid
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database

from . import reporting

Progress = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class Documents:
    """What came of it: the files in their order, and what a person should know of them."""

    files: tuple[Path, ...]
    substitutions: tuple[Substitution, ...]
    left_out: tuple[str, ...]  # pictures that could not be opened, each a sentence


def gather(db: Database, term_uid: str, form_id: str, uids: Collection[str], as_of: date | None = None) -> PacketPlan:
    """The documents of that form for those records, as plain data; UserError where there are none to make.

    A form leaves out what is not ready to be printed (drafts of observations, what happened after ``as_of``).
    """
    plan = reporting.gather(db, term_uid, as_of, only=(form_id,))
    wanted = set(uids)
    files = tuple(
        item
        for item in plan.files
        if isinstance(item.content, FilledForm) and getattr(item.content.record, "uid", "") in wanted
    )
    if not files:
        raise UserError("选中的这些还印不出来。", cure="草稿先写好，还没有到日子的等到了再生成。")
    return replace(plan, files=files, gaps=(), materials=())


def file_names(plan: PacketPlan) -> tuple[str, ...]:
    """The name each document would have by itself, all different."""
    taken = TakenNames()
    return tuple(taken.free(item.path.rpartition("/")[2]) for item in plan.files)


def write(plan: PacketPlan, targets: Collection[Path], progress: Progress | None = None) -> Documents:
    """Writes one document to each of ``targets``, in the order of ``plan.files``; for a worker.

    Each is written beside its target and then over it. UserError names the file that could not be written.
    """
    tell = progress or (lambda share, text: None)
    shop = Workshop(plan)
    paths = tuple(targets)
    for number, (item, target) in enumerate(zip(plan.files, paths, strict=True)):
        tell(number / len(paths), target.name)
        put_file(target, shop.make(item))
    tell(1.0, "好了")
    return Documents(files=paths, substitutions=tuple(shop.substitutions), left_out=tuple(dict.fromkeys(shop.left_out)))


def put_file(target: Path, data: bytes) -> None:
    """Writes beside ``target`` and then over it; UserError names the file where it cannot be written."""
    beside = target.with_name(f".正在生成_{new_uid()[-12:]}")
    try:
        with beside.open("xb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(beside, target)
    except OSError as trouble:
        raise _told(trouble, target) from trouble
    finally:
        beside.unlink(missing_ok=True)


def _told(trouble: OSError, target: Path) -> UserError:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(f"“{target.parent}”那里放不下了，没有写完的已经清掉。", cure="请换个文件夹或U盘再来。")
    if target.exists() and trouble.errno in (errno.EACCES, errno.EPERM):
        return UserError(
            f"“{target.name}”可能正在WPS或Word里开着，写不进去。", field="open", cure="把它关掉再试，或者另存一个名字。"
        )
    return UserError(
        f"写不到“{target.parent}”（{trouble.strerror or trouble}），原来的文件没动。",
        cure="请换一个文件夹，例如“文档”。",
    )
