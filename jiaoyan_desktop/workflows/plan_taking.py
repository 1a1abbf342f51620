"""A lesson plan from Word without anybody to ask: what is sure comes in, what is not is listed, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain.draft_compare import is_same
from jiaoyan_desktop.domain.glossary import STAGE_NAMES
from jiaoyan_desktop.domain.naming import class_name, grade_name
from jiaoyan_desktop.domain.preparation import Draft, LessonStudy, Section
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.store import ladder, term_records
from jiaoyan_desktop.store.database import Database

from . import preparing
from .collecting_plan import CHANGED, MUST, NEW, NOTE, REFUSED, STATE_WORDS, UNCHANGED
from .plan_matching import Suggestion, suggest
from .plan_reading import LessonPlanRead, keep_lesson, kept_before, plan_lesson, said_by, sections_to_keep

KIND, TITLE = "plan", "教案"
_LABELS = {
    **{"topic": "课题", "subject": "学科", "grade": "年级", "lead_uid": "主备人", "assistant_uids": "辅备人"},
    **{"study_uid": "放到哪个课例", "draft_uid": "放到哪一稿"},
}
# Without these nothing can be kept; the others may stay open and are filled in later.
_NEEDED = ("topic", "study_uid", "draft_uid")


@dataclass(frozen=True, kw_only=True)
class PlannedLesson:
    """What a file would become. Nothing is written before ``apply``."""

    read: LessonPlanRead
    suggestion: Suggestion
    term_uid: str
    sections: tuple[Section, ...]  # as they would be kept
    place: str  # in words: 新建课例《山行》，A案第1稿
    state: str  # new, changed, unchanged or refused
    lead: str = ""

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What the file leaves open, as the problems of a table are told."""
        found = []
        for name, reason in self.suggestion.doubts.items():
            if self.suggestion.study_uid and name not in ("study_uid", "draft_uid"):
                continue  # the lesson study says it already
            level = MUST if name in _NEEDED else NOTE
            place = {"sheet": self.read.file_name, "row": 0, "cell": "", "field": name, "label": _LABELS[name]}
            found.append({**place, "value": self._written(name), "level": level, "reason": reason, "suggestion": ""})
        return found

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain values, for ``--json``."""
        states = dict.fromkeys(STATE_WORDS, 0) | {self.state: 1}
        levels = [problem["level"] for problem in self.problems]
        read, values = self.read, self.suggestion.values
        own = ("topic", "subject", "grade", "volume", "unit", "periods")
        return {
            "kind": KIND,
            "file": read.file_name,
            "counts": {**states, "must": levels.count(MUST), "note": levels.count(NOTE)},
            "rows": [{"sheet": read.file_name, "row": 0, "state": self.state, "title": self.place, "changes": []}],
            "problems": self.problems,
            "notes": [*read.notes, *self._sources()],
            "lesson": {
                "title": read.title,
                **{name: values[name] for name in own},
                "lead": self.lead,
                "stage": read.stage,
                "facts": [asdict(fact) for fact in read.facts],
                "sections": [asdict(section) for section in self.sections],
                "pictures": [
                    {"number": item.number, "name": item.name, "media_type": item.media_type, "size": len(item.data)}
                    for item in read.pictures
                ],
                "asides": [asdict(aside) for aside in read.asides],
            },
        }

    def lines(self) -> list[str]:
        """The same in words: where it goes, what is open, and every section with its beginning."""
        read, values = self.read, self.suggestion.values
        facts = (values["topic"], f"{grade_name(values['grade'])}{values['subject']}", self.lead)
        said = [f"{STATE_WORDS[self.state]}　{self.place}", "　".join(filter(None, facts))]
        said += [*read.notes, *self._sources()]
        said += [f"{item['level']}　{item['label']}：{item['reason']}" for item in self.problems]
        if read.pictures:
            said.append(f"{len(read.pictures)}张图留在原来的Word里，文中用〔图1〕这样的记号标着。")
        for section in self.sections:
            said.append(f"【{section.heading}】{_beginning(section)}" if section.heading else _beginning(section))
            said += [f"　　{step.step or '（接上）'}　{_cut(step.teacher)}" for step in section.steps]
        return said

    def _sources(self) -> list[str]:
        """Where a value was taken from that the file does not say."""
        return [f"{_LABELS[name]}：{hint}" for name, hint in self.suggestion.hints.items()]

    def _written(self, name: str) -> str:
        return {"lead_uid": self.read.lead, "assistant_uids": self.read.assistants}.get(name, "")


def plan(db: Database, path: str | Path) -> PlannedLesson:
    """What the Word file would become in the latest term; writes nothing. UserError for a file that is no plan."""
    read = plan_lesson(path)
    records = term_records.load(db, term_records.current_term(db).uid)
    found = suggest(records, read)
    kept = kept_before(db, read)
    study = next((item for item in records.studies if item.uid == found.study_uid), None)
    draft = next((item for item in records.drafts if item.uid == found.draft_uid), None)
    own = study or _new_study(records, found)
    own_class = records.class_by_uid.get(draft.class_uid or "") if draft else None
    said = said_by(own, records.teacher_by_uid, class_name(own_class) if own_class else "")
    sections = sections_to_keep(read, said, note=read.note if draft else "")
    lead = records.teacher_by_uid.get(own.lead_uid or "")
    state, place = _outcome(db, records, found, study, draft, sections)
    if kept:
        state, place = UNCHANGED, f"已经放进来了，就是{kept}"
    return PlannedLesson(
        read=read,
        suggestion=found,
        term_uid=records.term.uid,
        sections=sections,
        place=place,
        state=state,
        lead=lead.name if lead else "",
    )


def apply(db: Database, planned: PlannedLesson, *, today: Callable[[], date] = date.today) -> str:
    """Keeps the plan after one verified backup; the uid of the change, empty when there was nothing new.

    UserError when the file leaves open where it goes, or what it is called.
    """
    if planned.state == UNCHANGED:
        return ""
    found = planned.suggestion
    open_ = next((found.doubts[name] for name in _NEEDED if name in found.doubts), "")
    if open_:
        raise UserError(open_, cure="请在窗口的“集体备课”里放进来，那里可以选。", field="source")
    ladder.before(db, "导入", paths.home())
    if found.study_uid:
        kept = keep_lesson(
            db,
            planned.read,
            study_uid=found.study_uid,
            draft_uid=found.draft_uid,
            note=planned.read.note,
            today=today,
        )
    else:
        study = LessonStudy(term_uid=planned.term_uid, **found.values)
        kept = keep_lesson(db, planned.read, study=study, needs_subject=False, today=today)
    return kept.revision.revision


def sentence(planned: PlannedLesson, change_uid: str) -> str:
    """What is said when it is done."""
    if not change_uid:
        return f"{planned.place}，什么都没有改。"
    notes = sum(problem["level"] == NOTE for problem in planned.problems)
    left = f"有{notes}处文件里没有写，先空着，到窗口里补。" if notes else ""
    return f"已放进来：{planned.place}。原来的Word也存着。{left}"


def _new_study(records: TermRecords, found: Suggestion) -> LessonStudy:
    return LessonStudy(term_uid=records.term.uid, **found.values)


def _outcome(
    db: Database,
    records: TermRecords,
    found: Suggestion,
    study: LessonStudy | None,
    draft: Draft | None,
    sections: tuple[Section, ...],
) -> tuple[str, str]:
    """The state and the place in words."""
    if any(name in found.doubts for name in _NEEDED):
        return REFUSED, "还不知道放到哪里"
    if study is None:
        return NEW, f"新建课例{found.values['topic']}，A案第1稿"
    if draft is None:
        return NEW, f"{study.topic}，A案第1稿"
    before = preparing.latest(db, draft.uid)
    name = STAGE_NAMES[draft.stage].partition("（")[0]
    if is_same(before.sections, sections):
        return UNCHANGED, f"和{study.topic}{name}第{before.number}稿一样"
    return CHANGED, f"{study.topic}，{name}第{before.number + 1}稿"


def _beginning(section: Section) -> str:
    return _cut(section.text) if section.text or section.steps else "（还没有写）"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}……"
