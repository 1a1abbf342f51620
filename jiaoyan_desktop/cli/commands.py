"""The commands of ``jiaoyan``: words in, one workflow called, data out."""

from __future__ import annotations

from pathlib import Path

import click

from .. import __version__
from ..domain.dates import date_cn
from ..domain.requirements import is_open
from ..domain.term import Term
from ..errors import StorageTrouble, UserError
from ..store import backup as backups
from ..store.copying import verify as look_over
from ..store.database import Database
from ..store.glance import glance
from ..store.lock import FileLock
from ..store.term_records import current_term, own_school
from ..workflows import backing_up, collecting, plan_taking, reporting, sample_school, setting_up
from ..workflows.collecting_plan import KINDS
from . import open_window
from .chinese import ChineseGroup, OneOf
from .mishaps import DONE, MISTAKE, SHORT, guarded
from .streams import Bar, put, put_json, say
from .words import (
    AS_OF,
    FILE,
    JSON,
    PACK,
    counted,
    day_in,
    day_of,
    findings_in_words,
    statistics_in_words,
    summed_up,
)


def run(words: list[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 a bug, 2 a person's mistake, 3 something is short or late."""
    return guarded(lambda: jiaoyan.main(words, prog_name="jiaoyan", standalone_mode=False))


@click.group(cls=ChineseGroup, help="教研桌面：听课、集体备课、教研活动和材料上报。不写命令就打开窗口。")
@click.version_option(__version__, "--version", message="%(version)s", help="显示版本号。")
def jiaoyan() -> None:
    """The program itself; everything is done by its commands."""


@jiaoyan.command("open", short_help="打开窗口")
@FILE
def open_(file: str) -> int:
    """打开窗口，里面是这个学校文件。"""
    return open_window(file)


@jiaoyan.command(short_help="新建学校文件")
@FILE
@click.option("--pack", "pack_id", metavar="ID", required=True, help="县里的要求，例如 lanxi-2025-spring。")
@click.option("--school", metavar="NAME", required=True, help="学校全称，和公章上的一样。")
@click.option("--county", metavar="NAME", required=True, help="县（区）的名字。")
@click.option("--starts", metavar="DATE", required=True, help="学期哪天开始，例如 2025-03-01。")
@click.option("--ends", metavar="DATE", required=True, help="学期哪天结束。")
@click.option("--first-week", metavar="DATE", help="第1周里的任何一天；不写就从开学那天算第1周。")
def new(file: str, pack_id: str, school: str, county: str, starts: str, ends: str, first_week: str | None) -> None:
    """新建一个学校文件，里面有学校、一个学期和县里的要求。已经有的文件不会动。"""
    offered = [item.id for item in setting_up.packs_offered()]
    if pack_id not in offered:
        raise UserError(f"没有“{pack_id}”这套要求。", cure=f"可以用：{'、'.join(offered)}。")
    days = [day_of(starts, "--starts"), day_of(ends, "--ends")]
    first = day_of(first_week, "--first-week") if first_week else None
    setting_up.new_school(
        file, name=school, county=county, starts_on=days[0], ends_on=days[1], first_week_on=first, pack_id=pack_id
    ).close()
    say(f"已建好“{school}”的学校文件。")
    put([file])


@jiaoyan.command(short_help="做一个样例学校")
@FILE
@click.option("--today", metavar="DATE", help="把日期整周挪动，让这一天落在学期里；不写就是2025年春季原来的日期。")
def sample(file: str, today: str | None) -> None:
    """做一个样例学校：人和事都是编的，随便点，弄坏了不要紧。"""
    sample_school.build(file, day_of(today, "--today") if today else None)
    say("已做好样例学校。人和事都是编的，特意留了五处缺口。")
    put([file])


@jiaoyan.command(short_help="读学校自己的表格、老师的Word教案")
@FILE
@click.argument("source", metavar="SOURCE")
@click.option(
    "--as",
    "kind",
    type=OneOf((*KINDS, plan_taking.KIND)),
    metavar="|".join((*KINDS, plan_taking.KIND)),
    required=True,
    help="表格的种类：花名册、任课分工、课程表、周进度、听课台账；plan是老师的Word教案。",
)
@click.option("--dry-run", is_flag=True, help="只看会导入成什么样，什么都不写进去。")
@JSON
def read(file: str, source: str, kind: str, dry_run: bool, as_json: bool) -> None:
    """把学校自己的表格（.xls、.xlsx）读进学校文件，不用改表。用不上的列出工作表、行、栏、值和原因。

    --as plan 读老师的Word教案（.docx）：新课题建一个课例，已有的课例放成新的一稿，原来的Word也存着。

    导入之前会先备份。同一份表再读一次，什么都不会变。
    """
    if kind == plan_taking.KIND:
        _read_plan(file, source, dry_run, as_json)
        return
    with _opened(file, to_write=not dry_run) as db:
        plan = collecting.plan(db, source, kind)
        result = None if dry_run else collecting.apply(db, plan)
    if as_json:
        put_json({**plan.to_dict(), "dry_run": dry_run, "change": result.change_uid if result else ""})
    else:
        put(plan.lines())
    say(result.sentence() if result else "只是看看，什么都没有写进去。")


@jiaoyan.command(short_help="核对县里的要求，看还缺什么")
@FILE
@AS_OF
@PACK
@JSON
def check(file: str, as_of: str | None, pack_id: str, as_json: bool) -> int:
    """逐条核对县里的要求和要报的材料。没有缺的也没有超期的，退出码是0；有就是3。"""
    with _opened(file) as db:
        term = _term(db)
        findings = reporting.check(db, term.uid, day_in(term, as_of), pack_id=pack_id)
    if as_json:
        put_json([item.to_dict() for item in findings])
    else:
        put(findings_in_words(findings))
    say(summed_up(findings))
    return SHORT if any(is_open(item) for item in findings) else DONE


@jiaoyan.command(short_help="生成要报的材料")
@FILE
@click.option("--out", "folder", metavar="DIR", required=True, help="材料放到哪个文件夹里。")
@AS_OF
@PACK
@click.option("--only", multiple=True, metavar="ITEM", help="只生成这一项，例如 M1 或 observation-record；可以写几次。")
@click.option("--allow-missing", is_flag=True, help="有缺的也照样生成，缺的写在目录清单里。")
def export(file: str, folder: str, as_of: str | None, pack_id: str, only: tuple[str, ...], allow_missing: bool) -> int:
    """生成要报的材料。有缺的又没写 --allow-missing，就一份也不写，退出码是3。"""
    with _opened(file) as db:
        term = _term(db)
        plan = reporting.gather(db, term.uid, day_in(term, as_of), only=only, pack_id=pack_id)
        if plan.gaps and not allow_missing:
            for gap in plan.gaps:
                say(f"{gap.id} {gap.title}：{''.join(gap.missing)}")
            say(f"有{len(plan.gaps)}项还缺，一份也没有生成。补齐再来；要带着缺的先报，就加上 --allow-missing。")
            return SHORT
        with Bar("正在生成材料") as bar:
            result = reporting.write_packet(plan, folder, bar.move)
    for title, reason in result.not_made:
        say(f"没有生成：{title}，{reason}")
    for sentence in result.left_out:
        say(sentence)
    if result.kept_aside:
        say(f"原来的那一份挪到了“{result.kept_aside}”。")
    say(f"生成了{len(result.files)}份，在“{result.folder}”。统计截至{date_cn(result.as_of)}。")
    try:
        with _opened(file, to_write=True) as db:
            reporting.record_export(db, term.uid, result)
    except StorageTrouble as trouble:
        if trouble.kind not in ("locked", "read_only"):
            raise
        say(f"材料都好了，只是没有记到报送登记里：{trouble.message}")
    put(str(result.folder / item.path) for item in result.files)
    return DONE


@jiaoyan.command(short_help="听课、活动、备课的数")
@FILE
@AS_OF
@JSON
def stats(file: str, as_of: str | None, as_json: bool) -> None:
    """这个学期的各种数，和《总结》、听课统计表里的是同一份。"""
    with _opened(file) as db:
        term = _term(db)
        found = reporting.stats(db, term.uid, day_in(term, as_of))
    if as_json:
        put_json(found.to_dict())
    else:
        put(statistics_in_words(found))


@jiaoyan.command(short_help="检查学校文件是不是完好")
@FILE
def verify(file: str) -> int:
    """检查学校文件：里面的结构、记录之间的联系、每一张图片。数出每样有多少。"""
    report = look_over(file)
    put(counted(report))
    for problem in report.problems:
        say(problem)
    if not report.ok:
        return MISTAKE
    say("检查过了，学校文件是好的。")
    return DONE


@jiaoyan.command(short_help="撤销最后一次操作")
@FILE
def undo(file: str) -> None:
    """撤销最后一次操作；撤销本身也记在“最近操作”里，可以恢复。"""
    with _opened(file, to_write=True) as db:
        info = db.undo()
    say(f"已{info.label}（{info.count}处）。要恢复，到窗口里按Ctrl+Y。")


@jiaoyan.command(short_help="备份学校文件")
@FILE
@click.argument("dest", metavar="DEST")
def backup(file: str, dest: str) -> None:
    """把学校文件连同图片备份成一个文件，写完打开数一遍。DEST是文件名，或一个文件夹。窗口开着也可以备份。"""
    try:
        with _opened(file) as db:
            school_uid = own_school(db).uid
    except StorageTrouble as trouble:
        # A file of an older program cannot be only looked at, but just before it is opened is when one backs it up.
        seen = glance(Path(file))
        if trouble.kind != "read_only" or seen is None:
            raise
        school_uid = seen.school_uid
    info = backing_up.back_up(Path(file), school_uid, Path(dest))
    say(f"已备份：听课{info.observations}条，图片{info.pictures}张，写完查过了。")
    put([info.path])


@jiaoyan.command(short_help="从备份找回")
@click.argument("source", metavar="BACKUP")
@click.argument("dest", metavar="DEST")
def restore(source: str, dest: str) -> None:
    """从备份找回学校文件。DEST是文件名，或一个文件夹；那里原来有文件的，挪到旁边留着，不会删。"""
    target = backups.target_of_restore(Path(source), Path(dest))
    lock = FileLock(target)
    if target.exists():
        lock.acquire()  # a file that is open in the window must not be changed under it
    try:
        info = backups.restore(source, target)
    finally:
        lock.release()
    say(f"已找回：听课{info.observations}条，图片{info.pictures}张，查过了。")
    put([info.path])


def _opened(file: str, *, to_write: bool = False) -> Database:
    """The school file; to read it may be open in the window, to write it may not."""
    if not to_write:
        return Database.open(file, read_only=True)
    return Database.open(file, before_migration=backing_up.before_migration)


def _read_plan(file: str, source: str, dry_run: bool, as_json: bool) -> None:
    """``read --as plan``: the same promises for a lesson plan from Word."""
    with _opened(file, to_write=not dry_run) as db:
        _term(db)
        plan = plan_taking.plan(db, source)
        change = "" if dry_run else plan_taking.apply(db, plan)
    if as_json:
        put_json({**plan.to_dict(), "dry_run": dry_run, "change": change})
    else:
        put(plan.lines())
    say("只是看看，什么都没有写进去。" if dry_run else plan_taking.sentence(plan, change))


def _term(db: Database) -> Term:
    """The term that starts last; UserError in a file without one."""
    try:
        return current_term(db)
    except KeyError:
        raise UserError("这个学校文件里还没有学期。", cure="请在窗口里建好学期再来。") from None
