"""Writes a packet: everything into a folder beside the target, then moved into place in one step, or nothing at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from jiaoyan_desktop.domain.records import new_uid
from jiaoyan_desktop.errors import UserError

from .packet_manifest import MANIFEST_FILES, manifest_files
from .packet_parts import Workshop
from .packet_plan import PacketPlan, PacketResult, WrittenFile
from .proof import must_open

Progress = Callable[[float, str], None]
_BUSY_PREFIX = ".正在生成_"
_LEFTOVER_AFTER_SECONDS = 24 * 3600
_OWNER_FILES = ("~$", ".~lock.", ".~")  # what Word, LibreOffice and WPS leave beside a file that is open


class PacketCancelled(Exception):
    """The person gave up; nothing was left behind."""


def write_packet(
    plan: PacketPlan,
    out_dir: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PacketResult:
    """Write ``plan`` to out_dir/<folder name>; an earlier folder of that name is kept aside.

    UserError: the target is open in Word or WPS, the disk is full, the folder cannot be written. Whatever ``progress``
    raises stops the work. On every failure the temporary folder goes and the earlier packet stays where it was.
    """
    tell = progress or (lambda share, text: None)
    out_dir = Path(out_dir).absolute()
    target = out_dir / plan.folder_name
    _refuse_open_files(target)
    made_dirs = _make_folder(out_dir)
    busy = out_dir / f"{_BUSY_PREFIX}{new_uid()[-12:]}"
    try:
        _drop_leftovers(out_dir)
        with _DiskTrouble(out_dir, plan):
            busy.mkdir()
            result = _write_all(plan, busy, target, tell, cancelled or (lambda: False))
            tell(0.99, "放到位")
            aside = _move_into_place(busy, target, plan.made_at)
    except BaseException:
        shutil.rmtree(busy, ignore_errors=True)
        for folder in made_dirs:
            _remove_if_empty(folder)
        raise
    tell(1.0, "好了")
    return PacketResult(
        folder=target,
        files=result.files,
        as_of=plan.as_of,
        made_at=plan.made_at,
        gaps=plan.gaps,
        substitutions=result.substitutions,
        not_made=result.not_made,
        left_out=result.left_out,
        questions=plan.questions,
        kept_aside=aside,
    )


def _write_all(
    plan: PacketPlan, busy: Path, target: Path, tell: Progress, cancelled: Callable[[], bool]
) -> PacketResult:
    shop = Workshop(plan)
    written: list[WrittenFile] = []
    not_made: list[tuple[str, str]] = []
    total = len(plan.files) + 1
    for number, item in enumerate(plan.files):
        if cancelled():
            raise PacketCancelled
        tell(0.98 * number / total, item.title)
        try:
            data = shop.make(item)
        except UserError as trouble:
            not_made.append((item.path, str(trouble)))
            continue
        written.append(_written(busy, item.path, data, item.title, item.material_id))
    if cancelled():
        raise PacketCancelled
    tell(0.98 * (total - 1) / total, MANIFEST_FILES[0])
    result = PacketResult(
        folder=target,
        files=tuple(written),
        as_of=plan.as_of,
        made_at=plan.made_at,
        gaps=plan.gaps,
        substitutions=tuple(shop.substitutions),
        not_made=tuple(not_made),
        left_out=tuple(dict.fromkeys(shop.left_out)),
        questions=plan.questions,
    )
    for name, data in manifest_files(plan, result).items():
        _written(busy, name, data, name, "")
    return result


def _written(folder: Path, path: str, data: bytes, title: str, material_id: str) -> WrittenFile:
    must_open(data, path)
    target = folder.joinpath(*path.split("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    return WrittenFile(
        path=path, title=title, material_id=material_id, sha256=hashlib.sha256(data).hexdigest(), size=len(data)
    )


def _make_folder(out_dir: Path) -> list[Path]:
    """Makes the folder; returns what was made, innermost first, so that it can be taken back."""
    missing = [folder for folder in (out_dir, *out_dir.parents) if not folder.exists()]
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except FileExistsError as trouble:
        raise UserError(f"“{out_dir.name}”是一个文件，不是文件夹，没有写进去。", cure="请另选一个文件夹。") from trouble
    except OSError as trouble:
        raise _told(trouble, out_dir, 0) from trouble
    return missing


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _drop_leftovers(out_dir: Path) -> None:
    """A power cut may have left a half-written folder of an earlier day; those of today may be in use."""
    now = datetime.now().timestamp()
    for folder in out_dir.glob(f"{_BUSY_PREFIX}*"):
        if folder.is_dir() and now - folder.stat().st_mtime > _LEFTOVER_AFTER_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _refuse_open_files(target: Path) -> None:
    if not target.is_dir():
        return
    for owner in target.rglob("*"):
        if owner.name.startswith(_OWNER_FILES):
            raise _open_in_office(_opened_name(owner, list(owner.parent.iterdir())))


def _opened_name(owner: Path, beside: Sequence[Path]) -> str:
    """The file an owner file belongs to: Word drops the first two characters of long names."""
    tail = owner.name
    for prefix in _OWNER_FILES:
        tail = tail.removeprefix(prefix)
    tail = tail.removesuffix("#")
    return next((item.name for item in beside if item != owner and item.name.endswith(tail)), tail)


def _open_in_office(name: str) -> UserError:
    return UserError(
        f"“{name}”正在WPS或Word里开着，写不进去。",
        field="open",
        cure="把它关掉再点“再试一次”；也可以换一个文件夹生成。",
    )


def _move_into_place(busy: Path, target: Path, made_at: datetime) -> Path | None:
    if not target.exists():
        busy.rename(target)
        return None
    aside = _aside_name(target)
    try:
        target.rename(aside)
    except PermissionError as trouble:
        # Windows refuses to move a folder in which a file is open.
        raise _open_in_office(_busy_file(target) or target.name) from trouble
    try:
        busy.rename(target)
    except OSError:
        aside.rename(target)
        raise
    return aside


def _aside_name(target: Path) -> Path:
    stamp = datetime.fromtimestamp(target.stat().st_mtime)
    name = f"{target.name}_前一份_{stamp:%Y%m%d_%H%M%S}"
    number = 1
    while (found := target.with_name(name if number == 1 else f"{name}（{number}）")).exists():
        number += 1
    return found


def _busy_file(folder: Path) -> str:
    for item in folder.rglob("*"):
        if item.is_file():
            try:
                with item.open("r+b"):
                    pass
            except OSError:
                return item.name
    return ""


class _DiskTrouble:
    """Turns what the disk says into a sentence with a cure (wording 7.12, 7.13)."""

    def __init__(self, out_dir: Path, plan: PacketPlan) -> None:
        self._out_dir = out_dir
        self._files = len(plan.files)

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, trouble: BaseException | None, trace: object) -> None:
        if isinstance(trouble, OSError) and not isinstance(trouble, UserError):
            raise _told(trouble, self._out_dir, self._files) from trouble


def _told(trouble: OSError, out_dir: Path, files: int) -> UserError:
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            f"“{out_dir}”那里只剩{_free_megabytes(out_dir)}MB，放不下这包材料（{files}份）；"
            "没有写完的已经清掉，原来的文件没动。",
            cure="换个U盘或文件夹，或把照片压小一点再来。",
        )
    if trouble.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError(f"“{out_dir}”只许看不许写，没有生成；原来的文件没动。", cure="请换一个文件夹，例如“文档”。")
    return UserError(
        f"写到“{out_dir}”时出了岔子（{trouble.strerror or trouble}），没有写完的已经清掉，原来的文件没动。",
        cure="请看看U盘是不是插好，再来一次。",
    )


def _free_megabytes(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free // 1_000_000
