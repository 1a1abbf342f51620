"""Setting up: a new school file, its terms, holidays and swapped days, 作息, and the county's requirements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jiaoyan_desktop import paths
from jiaoyan_desktop.documents.forms_source import FolderForms, StoredForms
from jiaoyan_desktop.documents.packs import PackTitle, load_pack, pack_files, pack_titles
from jiaoyan_desktop.domain.calendar import HOLIDAY, WORKDAY, YEAR_RECORDED
from jiaoyan_desktop.domain.dates import date_cn, month_day
from jiaoyan_desktop.domain.pack import Pack
from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.domain.reporting import Overlay, PackFile
from jiaoyan_desktop.domain.term import BellSchedule, CalendarDay, Period, Term
from jiaoyan_desktop.domain.text import clean_line
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Change, Database
from jiaoyan_desktop.store.term_records import own_school

LONGEST_TERM_DAYS = 250


# -- the school and its terms ----------------------------------------------------------------------------------------


def new_school(
    path: str | Path,
    *,
    name: str,
    county: str = "",
    town: str = "",
    starts_on: date,
    ends_on: date,
    first_week_on: date | None = None,
    week_starts_on: int = 1,
    preparatory_weeks: int = 0,
    term_name: str = "",
    pack_id: str = "",
) -> Database:
    """Makes a school file with the school, its first term and the county's requirements in it, and leaves it open.

    UserError (field) for what does not fit, before any file exists; a file that could not be filled is taken away.
    """
    school = _tidy_school(School(name=name, county=county, town=town, is_own=True))
    school = school.but(school_uid=school.uid)
    term = _tidy_term(
        Term(
            school_uid=school.uid,
            name=term_name or proposed_term_name(starts_on),
            starts_on=starts_on,
            ends_on=ends_on,
            first_week_on=first_week_on or starts_on,
            week_starts_on=week_starts_on,
            preparatory_weeks=preparatory_weeks,
        )
    )
    files = _files_of(pack_id) if pack_id else {}
    db = Database.create(path)
    try:
        # A fact: undoing it would leave a file without a school and a term.
        with db.change("建立学校文件", is_fact=True) as change:
            change.put(school)
            _put_term(change, term, pack_id, files)
    except BaseException:
        db.close()
        Path(path).unlink(missing_ok=True)
        raise
    return db


def revise_school(db: Database, school: School) -> School:
    """Keeps what the school says of itself."""
    with db.change("修改学校信息") as change:
        return change.put(_tidy_school(school))


def start_term(db: Database, term: Term, *, pack_id: str = "") -> Term:
    """Adds a term of the same school, with the county's requirements of that term."""
    term = _tidy_term(term.but(school_uid=own_school(db).uid))
    _must_be_only(db, term)
    files = _files_of(pack_id) if pack_id else {}
    with db.change(f"新学期：{term.name}") as change:
        return _put_term(change, term, pack_id, files)


def revise_term(db: Database, term: Term) -> Term:
    """Keeps changed dates or counting of weeks; every week number follows, no record changes."""
    term = _tidy_term(term)
    _must_be_only(db, term)
    with db.change(f"修改学期：{term.name}") as change:
        return change.put(term)


def proposed_term_name(starts_on: date) -> str:
    """2025年春季学期, 2025年秋季学期, by the day it starts."""
    return f"{starts_on.year}年{'春' if starts_on.month < 7 else '秋'}季学期"


def proposed_term_days(today: date) -> tuple[date, date]:
    """First and last day of the term that a new file is probably for; the person corrects them."""
    if today.month == 1:
        return date(today.year - 1, 9, 1), date(today.year, 1, 20)
    if today.month < 8:
        return date(today.year, 3, 1), date(today.year, 6, 30)
    return date(today.year, 9, 1), date(today.year + 1, 1, 20)


# -- the county's requirements ---------------------------------------------------------------------------------------


def packs_offered() -> tuple[PackTitle, ...]:
    """The requirement packs that come with the program."""
    return pack_titles(FolderForms(paths.forms()))


def choose_pack(db: Database, term: Term, pack_id: str) -> Term:
    """Takes over a pack for the term: its files go into the school file, the director's edits of rules stay."""
    files = _files_of(pack_id)
    with db.change("选定县里的要求") as change:
        for old in db.find(PackFile, term_uid=term.uid):
            change.remove(old)
        return _put_term(change, term, pack_id, files)


def pack_of(db: Database, term: Term) -> Pack | None:
    """The pack kept with the term, with the director's edits laid over it; None where none was chosen."""
    if not term.pack_id:
        return None
    pack = load_pack(stored_forms(db, term), term.pack_id, templates=False)
    return pack.with_overlays({item.target_id: item.values for item in db.find(Overlay, term_uid=term.uid)})


def stored_forms(db: Database, term: Term) -> StoredForms:
    """The files of the term's pack as they were when it was chosen, read from the school file when asked for."""
    kept = {item.path: item.blob for item in db.find(PackFile, term_uid=term.uid)}
    return StoredForms(_Blobs(db, kept))


class _Blobs(dict[str, bytes]):
    """Path -> bytes, fetched from the file at the first look: templates are large and mostly not wanted."""

    def __init__(self, db: Database, kept: dict[str, str]) -> None:
        super().__init__(dict.fromkeys(kept, b""))
        self._db, self._kept = db, kept

    def __getitem__(self, path: str) -> bytes:
        if not super().__getitem__(path):
            self[path] = self._db.blob(self._kept[path])
        return super().__getitem__(path)


# -- the calendar ----------------------------------------------------------------------------------------------------


def save_day(db: Database, item: CalendarDay) -> CalendarDay:
    """Keeps what the school says of one day; the day's earlier entry is replaced (domain 5)."""
    return save_days(db, [item])[0]


def save_days(db: Database, items: Sequence[CalendarDay]) -> list[CalendarDay]:
    """Keeps several days in one change, for example a holiday from one day to another."""
    items = [_tidy_day(item.but(school_uid=own_school(db).uid)) for item in items]
    label = f"放假和调休：{month_day(items[0].day)}" + (f"等{len(items)}天" if len(items) > 1 else "")
    with db.change(label) as change:
        return [_put_day(db, change, item) for item in items]


def remove_days(db: Database, items: Iterable[CalendarDay]) -> None:
    """Takes back what the school said: the national arrangement counts again."""
    found = list(items)
    with db.change(f"删除放假和调休：{len(found)}天") as change:
        for item in found:
            change.remove(item)


def record_year(db: Database, term: Term, year: int) -> CalendarDay:
    """Says that the arrangement of ``year`` is entered in full, so that days not named are ordinary ones."""
    return save_day(db, CalendarDay(term_uid=term.uid, day=date(year, 1, 1), kind=YEAR_RECORDED, name=f"{year}年"))


# -- 作息 ------------------------------------------------------------------------------------------------------------

# Offered for a first 作息, never written by itself: three lessons before noon and three after, as many schools have it.
PROPOSED_PERIODS = (
    Period(number=1, starts="08:10", ends="08:50", half="am"),
    Period(number=2, starts="09:00", ends="09:40", half="am"),
    Period(number=3, starts="10:10", ends="10:50", half="am"),
    Period(number=4, starts="11:00", ends="11:40", half="am"),
    Period(number=5, starts="13:30", ends="14:10", half="pm"),
    Period(number=6, starts="14:20", ends="15:00", half="pm"),
    Period(number=7, starts="15:10", ends="15:50", half="pm"),
)


def save_bells(db: Database, item: BellSchedule) -> BellSchedule:
    """Keeps a set of periods with the day it comes into force; the periods are numbered in the order of time."""
    name = clean_line(item.name).text
    if not name:
        raise UserError("这套作息还没有名字。", field="name", cure="请写夏季作息、冬季作息这样的名字。")
    item = item.but(name=name, periods=_tidy_periods(item.periods), school_uid=own_school(db).uid)
    with db.change(f"作息：{name}") as change:
        return change.put(item)


def remove_bells(db: Database, item: BellSchedule) -> None:
    """Takes a set of periods away; the one before it counts again."""
    with db.change(f"删除作息：{item.name}") as change:
        change.remove(item)


def _tidy_school(school: School) -> School:
    values: dict[str, Any] = {
        key: clean_line(getattr(school, key)).text
        for key in ("name", "county", "town", "contact_name", "contact_phone", "body_typeface")
    }
    if not values["name"]:
        raise UserError("还没有写学校名称。", field="name", cure="请写全称，和公章上的一样。")
    aliases = tuple(dict.fromkeys(filter(None, (clean_line(alias).text for alias in school.aliases))))
    return school.but(**values, aliases=aliases)


def _tidy_term(term: Term) -> Term:
    term = term.but(name=clean_line(term.name).text or proposed_term_name(term.starts_on))
    if term.ends_on <= term.starts_on:
        raise UserError(
            f"学期到{date_cn(term.ends_on)}结束，比开始的日子还早。", field="ends_on", cure="请看看哪个日期写反了。"
        )
    if (term.ends_on - term.starts_on).days > LONGEST_TERM_DAYS:
        raise UserError("开始和结束隔得太远，不像一个学期。", field="ends_on", cure="请看看年份对不对。")
    if abs((term.first_week_on - term.starts_on).days) > 45:
        raise UserError(
            f"第1周从{date_cn(term.first_week_on)}算起，和学期开始的日子离得太远。",
            field="first_week_on",
            cure="请填第1周里的任何一天。",
            suggestion=term.starts_on,
        )
    if term.week_starts_on not in (1, 7):
        raise UserError("一周从周一或周日开始。", field="week_starts_on", cure="请选一个。")
    if not 0 <= term.preparatory_weeks <= 4:
        raise UserError("预备周最多4周。", field="preparatory_weeks", cure="请改一下。")
    return term


def _must_be_only(db: Database, term: Term) -> None:
    for other in db.find(Term):
        if other.uid == term.uid:
            continue
        if other.name == term.name:
            raise UserError(f"已经有“{term.name}”了。", field="name", cure="请换一个名字，或到那个学期里去记。")
        if other.starts_on <= term.ends_on and term.starts_on <= other.ends_on:
            raise UserError(f"这些日子和“{other.name}”重叠。", field="starts_on", cure="请看看开始和结束的日期。")


def _files_of(pack_id: str) -> dict[str, bytes]:
    source = FolderForms(paths.forms())
    load_pack(source, pack_id)  # a pack that cannot be used is refused before anything is written
    return pack_files(source, pack_id)


def _put_term(change: Change, term: Term, pack_id: str, files: dict[str, bytes]) -> Term:
    version = load_pack(StoredForms(files), pack_id, templates=False).version if files else ""
    saved = change.put(term.but(pack_id=pack_id, pack_version=version))
    for path, data in files.items():
        blob = change.add_blob(data, "application/octet-stream")
        change.put(
            PackFile(school_uid=saved.school_uid, term_uid=saved.uid, pack_id=path.split("/")[0], path=path, blob=blob)
        )
    return saved


def _tidy_day(item: CalendarDay) -> CalendarDay:
    if item.kind == WORKDAY and item.day.isoweekday() > 5 and not item.follows_weekday:
        raise UserError(
            f"{month_day(item.day)}上班，还没有说按星期几的课表。",
            field="follows_weekday",
            cure="请选周一到周五中的一天。",
        )
    follows = 0 if item.kind == HOLIDAY else item.follows_weekday
    return item.but(name=clean_line(item.name).text, note=clean_line(item.note).text, follows_weekday=follows)


def _put_day(db: Database, change: Change, item: CalendarDay) -> CalendarDay:
    for old in db.find(CalendarDay, term_uid=item.term_uid, day=item.day):
        if old.uid != item.uid:
            change.remove(old)
    return change.put(item)


def _tidy_periods(periods: Sequence[Period]) -> tuple[Period, ...]:
    if not periods:
        raise UserError("这套作息里还没有一节课。", field="periods", cure="请至少写一节课的起止时间。")
    found = [(_clock(item.starts), _clock(item.ends)) for item in periods]
    found.sort()
    for number, (starts, ends) in enumerate(found, start=1):
        if ends <= starts:
            raise UserError(f"第{number}节{starts}开始，{ends}就下课，对不上。", field="periods", cure="请看看时间。")
        if number > 1 and starts < found[number - 2][1]:
            raise UserError(f"第{number}节{starts}开始时，上一节还没有下课。", field="periods", cure="请看看时间。")
    return tuple(
        Period(number=number, starts=starts, ends=ends, half="am" if starts < "12:00" else "pm")
        for number, (starts, ends) in enumerate(found, start=1)
    )


def _clock(text: str) -> str:
    hours, _, minutes = clean_line(text).text.replace("：", ":").replace(".", ":").partition(":")
    if not (hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60):
        raise UserError(f"“{text}”没认出是几点几分。", field="periods", cure="请写成8:10的样子。")
    return f"{int(hours):02d}:{int(minutes):02d}"
