"""A lesson plan comes in from Word: read without writing anything, then kept as a draft together with its own file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiaoyan_desktop.documents.file_names import clean_file_name
from jiaoyan_desktop.documents.lessons import read_lesson
from jiaoyan_desktop.documents.lessons_guard import file_bytes
from jiaoyan_desktop.documents.lessons_model import Aside, Fact, LessonPicture, LessonText
from jiaoyan_desktop.domain.class_names import find_class, grade_label, read_grades
from jiaoyan_desktop.domain.draft_compare import is_same
from jiaoyan_desktop.domain.glossary import SUBJECTS, subject_name
from jiaoyan_desktop.domain.names import split_names
from jiaoyan_desktop.domain.naming import class_name
from jiaoyan_desktop.domain.people import SchoolClass, Teacher
from jiaoyan_desktop.domain.preparation import Draft, DraftRevision, LessonStudy, Section
from jiaoyan_desktop.domain.text import compact
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store.database import Database

from . import preparing
from .single_documents import put_file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MORE_HEADING, COMMENTS_HEADING, FOOTNOTES_HEADING = "基本情况", "批注", "脚注"

_KINDS_OF_PLAN = re.compile(
    r"(?:集体备课|电子|优质课|公开课|优秀)?(?:教学设计|教案设计|教学案|导学案|教案|学案|说课稿|教学简案|备课)(?:[（(].*[)）])?$"
)
_STAGES = (
    ("C", re.compile(r"C\s*案|个案|个性化教案|二次备课|复备", re.IGNORECASE)),
    ("B", re.compile(r"B\s*案|共案|通案|集体案", re.IGNORECASE)),
    ("A", re.compile(r"A\s*案|初案|初稿|主备稿", re.IGNORECASE)),
)
_NO_TOPIC = re.compile(
    r"(?:小学|初中)?[一二三四五六七八九1-9]年级|[上下]册|第?[一二三四五六七八九十\d]+单元"
    r"|(?:人教|部编|统编|北师大|苏教|青岛|冀教|外研|教科|湘|粤)版|小学|学科|电子|集体备课"
)
_PERIODS = re.compile(r"(?:共|约)?\s*([1-9]\d?|[一二两三四五六七八九])\s*(?:个)?(?:课时|节)?(?:[（(].*[)）])?")
_SCHOOL = re.compile(r"\S*(?:小学|学校|中学|中心校|教学点)(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonPlanRead:
    """A plan as its file says, plain data: what the file does not say is empty or 0; nothing is guessed."""

    file_name: str
    original: bytes
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    pictures: tuple[LessonPicture, ...]
    asides: tuple[Aside, ...]
    notes: tuple[str, ...]
    topic: str
    subject: str  # standard name
    grade: int
    school_class: tuple[int, int] | None  # grade and number
    periods: int
    volume: str
    unit: str
    lead: str  # as written
    assistants: str
    teacher: str  # who gives the lesson, as written
    stage: str  # A, B or C

    @property
    def note(self) -> str:
        """What the plan itself says was changed; empty when it does not say."""
        return next((section.text for section in self.sections if is_note(section)), "")

    @property
    def hash(self) -> str:
        """The name that the file gets among the blobs."""
        return hashlib.sha256(self.original).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where a plan went: the study, the draft, and its new revision."""

    study: LessonStudy
    draft: Draft
    revision: DraftRevision


def plan_lesson(path: str | Path) -> LessonPlanRead:
    """Reads a Word file; writes nothing. Blocks up to a minute, for a worker. UserError with the cure (``source``)."""
    path = Path(path)
    data = file_bytes(path)
    read = plan_of(read_lesson(data, path.name), data)
    if not read.sections and not read.facts and not read.title:
        raise UserError(f"“{path.name}”里没有字，读不出教案。", field="source", cure="请看看是不是选错了文件。")
    return read


def plan_of(text: LessonText, data: bytes) -> LessonPlanRead:
    """What the text of a plan says of its lesson."""
    name = re.sub(r"\.docx?$", "", text.file_name, flags=re.IGNORECASE)
    where = f"{text.fact('grade')} {text.fact('class')} {text.fact('volume')}".strip()
    headline = f"{text.title} {name}"
    return LessonPlanRead(
        file_name=text.file_name,
        original=data,
        title=text.title,
        facts=text.facts,
        sections=text.sections,
        pictures=text.pictures,
        asides=text.asides,
        notes=text.notes,
        topic=text.fact("topic").replace("\n", " ") or topic_of(text.title),
        subject=subject_name(text.fact("subject")) or _subject_in(headline),
        grade=_grade_in(where) or _grade_in(headline),
        school_class=find_class(where),
        periods=_periods_in(text.fact("periods")),
        volume=text.fact("volume") or _volume_in(f"{text.fact('grade')} {headline}"),
        unit=text.fact("unit").replace("\n", " "),
        lead=text.fact("lead"),
        assistants=text.fact("assistants"),
        teacher=text.fact("teacher"),
        stage=next((stage for stage, words in _STAGES if words.search(headline)), ""),
    )


def topic_of(title: str) -> str:
    """The topic in a title: 《山行》教学设计 is 《山行》; empty for one that names only grade and subject."""
    named = re.search(r"《[^》]+》", title)
    if named:
        return named[0]
    rest = _SCHOOL.sub("", _KINDS_OF_PLAN.sub("", title.strip())).strip(" ：:—-")
    plain = _NO_TOPIC.sub("", compact(rest))
    for subject in SUBJECTS:
        plain = plain.replace(subject, "")
    return rest if plain else ""


def sections_to_keep(read: LessonPlanRead, said: Mapping[str, str], *, note: str = "") -> tuple[Section, ...]:
    """The plan's sections, before them the facts not ``said`` (see ``said_by``), behind them comments and footnotes.

    ``note`` is kept as the revision's own 修改说明; a section that says just that is not kept twice.
    """
    more = [f"{fact.label}：{fact.value}" for fact in read.facts if fact.value and not _is_said(fact, said)]
    comments = [_comment(aside) for aside in read.asides if aside.kind == "comment"]
    footnotes = [f"〔注{aside.number}〕{aside.text}" for aside in read.asides if aside.kind == "footnote"]
    return (
        *_section(MORE_HEADING, more),
        *(item for item in read.sections if not (note and is_note(item) and item.text == note)),
        *_section(COMMENTS_HEADING, comments),
        *_section(FOOTNOTES_HEADING, footnotes),
    )


def said_by(study: LessonStudy, teachers: Mapping[str, Teacher], class_name: str = "") -> dict[str, str]:
    """What a lesson study (and the class of its draft) already says of each key of a plan's facts."""
    lead = teachers.get(study.lead_uid or "")
    return {
        "topic": study.topic,
        "subject": study.subject,
        "grade": grade_label(study.grade) if study.grade else "",
        "class": class_name,
        "periods": str(study.periods),
        "unit": study.unit,
        "volume": study.volume,
        "lead": lead.name if lead else "",
        "assistants": "、".join(teachers[uid].name for uid in study.assistant_uids if uid in teachers),
    }


def is_note(section: Section) -> bool:
    """Whether that section says what was changed: our own printed plans have it above the plan."""
    return section.heading == "修改说明" and bool(section.text)


def keep_lesson(
    db: Database,
    read: LessonPlanRead,
    *,
    study: LessonStudy | None = None,
    study_uid: str = "",
    draft_uid: str = "",
    note: str = "",
    needs_subject: bool = True,
    today: Callable[[], date] = date.today,
) -> Kept:
    """Keeps a plan and its file in one change: a new ``study`` with its A draft, or a revision in an existing one.

    Without ``draft_uid`` the existing study gets its A draft; ``needs_subject`` is ``preparing.begin``'s. UserError
    when that very file is kept already, or when the draft says the same as the plan.
    """
    _refuse_twice(db, read)
    if not read.sections:
        raise UserError("这份Word里只有题目，没有教案的内容。", field="source", cure="请看看是不是选错了文件。")
    file = (read.original, WORD)
    teachers = {item.uid: item for item in db.find(Teacher)}
    if study is not None:
        sections = sections_to_keep(read, said_by(study, teachers))
        saved = preparing.begin(db, study, sections, file=file, needs_subject=needs_subject, today=today)
        draft = db.find(Draft, lesson_study_uid=saved.uid)[0]
        return Kept(study=saved, draft=draft, revision=preparing.latest(db, draft.uid))
    kept = db.need(LessonStudy, study_uid)
    if not draft_uid:
        sections = sections_to_keep(read, said_by(kept, teachers))
        made = preparing.begin_draft(db, study_uid, sections, file=file, today=today)
        return Kept(study=kept, draft=made.drafts[0], revision=made.revisions[0])
    draft = db.need(Draft, draft_uid)
    before = preparing.latest(db, draft_uid)
    own_class = db.get(SchoolClass, draft.class_uid) if draft.class_uid else None
    said = said_by(kept, teachers, class_name(own_class) if own_class else "")
    sections = sections_to_keep(read, said, note=note)
    if is_same(before.sections, sections):
        raise UserError(
            f"这份Word和{preparing.draft_name(db, draft)}第{before.number}稿一样，没有新内容。",
            field="draft_uid",
            cure="不用放；要放到别的稿里，请换一稿。",
        )
    revision = preparing.write(db, draft_uid, sections, note=note, as_new=True, file=file, today=today)
    return Kept(study=kept, draft=draft, revision=revision)


def kept_before(db: Database, read: LessonPlanRead) -> str:
    """Where that very file is kept already, in words; empty when it is not."""
    found = db.find(DraftRevision, original=read.hash)
    if not found:
        return ""
    draft = db.need(Draft, found[0].draft_uid)
    study = db.need(LessonStudy, draft.lesson_study_uid)
    return f"{study.topic}{preparing.draft_name(db, draft)}第{found[0].number}稿"


def original_name(db: Database, revision: DraftRevision) -> str:
    """What the teacher's own file of a revision is called unless the person says otherwise: 山行_A案_第1稿.docx."""
    draft = db.need(Draft, revision.draft_uid)
    study = db.need(LessonStudy, draft.lesson_study_uid)
    return clean_file_name(f"{study.topic}_{preparing.draft_name(db, draft)}_第{revision.number}稿.docx")


def save_original(db: Database, revision: DraftRevision, target: Path) -> Path:
    """Puts the teacher's own file of a revision there as it came; UserError where it cannot be written."""
    put_file(target, db.blob(revision.original))
    return target


def _refuse_twice(db: Database, read: LessonPlanRead) -> None:
    place = kept_before(db, read)
    if place:
        raise UserError(
            f"这份文件已经放进来了，就是{place}。", field="source", cure="改过的话，在Word里保存以后再放一次。"
        )


def _is_said(fact: Fact, said: Mapping[str, str]) -> bool:
    """Whether it is known already what the fact says, wholly; what our own printed plans say of themselves is."""
    known = said.get(fact.key, "")
    if fact.key == "own":
        return True
    if fact.key == "subject":
        return subject_name(fact.value) == known
    if fact.key == "periods":
        return str(_periods_in(fact.value)) == known
    if fact.key in ("lead", "assistants"):
        return bool(known) and set(split_names(fact.value)) == set(split_names(known))
    return compact(fact.value) == compact(known)


def _section(heading: str, lines: Sequence[str]) -> tuple[Section, ...]:
    return (Section(heading=heading, text="\n".join(lines)),) if lines else ()


def _comment(aside: Aside) -> str:
    about = f"（批在“{aside.about}”上）" if aside.about else ""
    return f"{aside.author}：{aside.text}{about}" if aside.author else f"{aside.text}{about}"


def _subject_in(text: str) -> str:
    found = {subject for subject in SUBJECTS if subject in text}
    return found.pop() if len(found) == 1 else ""


def _grade_in(text: str) -> int:
    pair = find_class(text)
    grades = (pair[0],) if pair else read_grades(text)
    return grades[0] if len(grades) == 1 else 0


def _volume_in(text: str) -> str:
    found = re.search(r"年级\s*([上下]册)", text)
    return found[1] if found else ""


def _periods_in(text: str) -> int:
    """2课时 is 2; 第一课时 names one of several and says nothing of how many."""
    found = _PERIODS.fullmatch(compact(text))
    if found is None:
        return 0
    figure = found[1]
    return int(figure) if figure.isdigit() else "一二三四五六七八九".find("二" if figure == "两" else figure) + 1
