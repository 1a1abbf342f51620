"""What a person does to lesson studies and drafts: each method asks, calls one workflow, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from jiaoyan_desktop import paths
from jiaoyan_desktop.domain import drafts
from jiaoyan_desktop.domain.dates import month_day
from jiaoyan_desktop.domain.preparation import Comment, Draft, DraftRevision, LessonStudy, Reflection
from jiaoyan_desktop.domain.study_standing import DraftLine, StudyStanding
from jiaoyan_desktop.workflows import discussing, plan_reading, preparing

from .. import messages
from ..desk import Desk
from ..dialogs.draft_dialog import DraftDialog
from ..dialogs.draft_fork_dialog import ForkDialog
from ..dialogs.draft_promote_dialog import PromoteDialog
from ..dialogs.draft_taught_dialog import TaughtDialog
from ..dialogs.lesson_import_dialog import LessonImportDialog
from ..dialogs.lesson_study_comment_dialog import CommentDialog
from ..dialogs.lesson_study_dialog import LessonStudyDialog
from ..dialogs.lesson_study_reflection_dialog import ReflectionDialog

DELETE, KEEP = "删除", "先留着"
OPEN, UNDERSTOOD = "打开看看", "知道了"


class PreparationActs:
    """``parent`` is the widget that dialogs stand on."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    # -- lesson studies ----------------------------------------------------------------------------------------------

    def new_study(self, restored: dict[str, Any] | None = None) -> LessonStudy | None:
        """Asks for a lesson study and keeps it."""
        desk = self._desk

        def save(values: dict[str, Any]) -> LessonStudy:
            return preparing.begin(desk.db, LessonStudy(term_uid=desk.term.uid, **values), today=desk.today)

        made = LessonStudyDialog.ask(self._parent, desk, save, restored=restored)
        if made:
            desk.say(f"已建好课例：{made.topic}", made.revision)
        return made

    def edit_study(self, study: LessonStudy, restored: dict[str, Any] | None = None) -> None:
        """Asks what is different about a lesson study."""
        desk = self._desk
        LessonStudyDialog.ask(
            self._parent, desk, lambda values: preparing.revise(desk.db, study.but(**values)), study, restored
        )

    def set_stage(self, studies: Sequence[LessonStudy], stage: str) -> None:
        """The studies have come to that stage."""
        with messages.told(self._parent) as outcome:
            change = preparing.set_stage(self._desk.db, [study.uid for study in studies], stage)
        if outcome.ok and change:
            self._desk.say(f"{len(studies)}个课例走到{stage}", change)

    def delete_studies(self, studies: Sequence[LessonStudy]) -> None:
        """Asks, saying what goes and what stays, and deletes."""
        if not studies:
            return
        what = f"删除课例{studies[0].topic}？" if len(studies) == 1 else f"删除这{len(studies)}个课例？"
        chosen = messages.ask(self._parent, what, self._what_goes(studies), choices=(DELETE, KEEP), danger=True)
        if chosen != DELETE:
            return
        with messages.told(self._parent) as outcome:
            change = preparing.remove(self._desk.db, [study.uid for study in studies])
        if outcome.ok:
            self._desk.say(f"已删除{len(studies)}个课例", change)

    def _what_goes(self, studies: Sequence[LessonStudy]) -> str:
        weights = [preparing.weigh(self._desk.db, study.uid) for study in studies]
        counts = {
            "份教案稿": sum(item.drafts for item in weights),
            "条意见": sum(item.comments for item in weights),
            "篇反思": sum(item.reflections for item in weights),
        }
        stays = {
            "条听课记录": sum(item.observations for item in weights),
            "次备课会": sum(item.activities for item in weights),
        }
        goes = "、".join(f"{count}{unit}" for unit, count in counts.items() if count)
        left = "、".join(f"{count}{unit}" for unit, count in stays.items() if count)
        sentences = [f"{goes}一起删。" if goes else "", f"{left}不删，只是不再连着它。" if left else ""]
        return "".join(sentences) + "删了还能从“最近操作”找回来。"

    # -- drafts ------------------------------------------------------------------------------------------------------

    def write_a(self, standing: StudyStanding, restored: dict[str, Any] | None = None) -> DraftRevision | None:
        """Asks for the A draft."""
        desk, study = self._desk, standing.study

        def save(values: dict[str, Any]) -> DraftRevision:
            made = preparing.begin_draft(
                desk.db, study.uid, values["sections"], state=values["state"], today=desk.today
            )
            return made.revisions[0]

        return DraftDialog.ask(
            self._parent,
            desk,
            save,
            title=f"写A案：{study.topic}",
            key=f"Draft:new@{study.uid}",
            sections=drafts.blank_sections(),
            restored=restored,
        )

    def take_in(self, sources: Sequence[Path] = (), study_uid: str = "", draft_uid: str = "") -> Draft | None:
        """放入Word教案, from the files given or asked for; the draft that the last one went to."""
        kept = LessonImportDialog.ask(self._parent, self._desk, sources, study_uid=study_uid, draft_uid=draft_uid)
        return kept[-1].draft if kept else None

    def save_original(self, revision: DraftRevision) -> None:
        """Asks where the teacher's own file shall go, puts it there as it came, and offers to open it."""
        desk = self._desk
        folder = paths.begin_in(desk.settings["export_folder"], desk.db.path)
        place = str(folder / plan_reading.original_name(desk.db, revision))
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "把原来的Word存到", place, "Word文件 (*.docx)")
        if not chosen:
            return
        path = Path(chosen)
        desk.settings["export_folder"] = str(path.parent)
        with messages.told(self._parent) as outcome:
            plan_reading.save_original(desk.db, revision, path)
        if outcome.ok and messages.ask(self._parent, f"存好了“{path.name}”。", choices=(OPEN, UNDERSTOOD)) == OPEN:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def write(
        self, standing: StudyStanding, line: DraftLine, restored: dict[str, Any] | None = None
    ) -> DraftRevision | None:
        """Asks for the text of a draft; a locked revision is only followed by a new one (wording 24)."""
        desk, now = self._desk, line.latest
        is_locked = now.locked_on is not None
        if is_locked and restored is None and not self._wants_new(line):
            return None

        def save(values: dict[str, Any]) -> DraftRevision:
            return preparing.write(
                desk.db,
                line.draft.uid,
                values["sections"],
                note=values["note"],
                state=values.get("state", ""),
                as_new=values.get("as_new", False),
                today=desk.today,
            )

        lead = f"第{now.number}稿原样留着，您改的存成第{now.number + 1}稿。" if is_locked else ""
        is_taught = line.draft.state == "taught"
        return DraftDialog.ask(
            self._parent,
            desk,
            save,
            title=f"{line.title}：{standing.study.topic}",
            key=f"Draft:{line.draft.uid}",
            sections=now.sections or drafts.blank_sections(),
            state="writing" if is_taught else line.draft.state,
            lead=lead,
            may_be_new=not is_locked,
            with_state=not is_taught,
            restored=restored,
        )

    def _wants_new(self, line: DraftLine) -> bool:
        now = line.latest
        day = f"{month_day(now.locked_on)}" if now.locked_on else ""
        if line.draft.state == "taught":
            heard = any(item.draft_revision_uid == now.uid for item in self._desk.records.observations)
            tied = "，听课记录连着它" if heard else ""
            what = f"这份稿{day}已经上课用了{tied}，原样留着。"
        else:
            what = f"这一稿{now.locked_because}，原样留着。"
        chosen = messages.ask(self._parent, what, "您改的会存成新的一稿。", choices=("写新的一稿", "不改了"))
        return chosen == "写新的一稿"

    def promote(self, standing: StudyStanding, line: DraftLine) -> preparing.Made | None:
        """Asks which opinions the B draft takes in, and makes it."""
        desk = self._desk

        def save(values: dict[str, Any]) -> preparing.Made:
            return preparing.promote(desk.db, line.draft.uid, values["adopted"], note=values["note"], today=desk.today)

        made = PromoteDialog.ask(self._parent, save, standing.study.topic, standing.comments, desk.names)
        if made:
            taken = len(made.revisions[0].adopted_uids)
            said = f"，采纳{taken}条意见" if taken else f"。{made.warning}"
            desk.say(f"已合成B案{said}", made.drafts[0].revision)
        return made

    def fork(self, standing: StudyStanding, line: DraftLine) -> preparing.Made | None:
        """Asks who gets a C draft, and makes them all."""
        desk = self._desk

        def save(values: dict[str, Any]) -> preparing.Made:
            return preparing.fork(desk.db, line.draft.uid, values["takers"], today=desk.today)

        made = ForkDialog.ask(self._parent, desk, save, standing)
        if made:
            desk.say(f"已分出{len(made.drafts)}份C案", made.drafts[0].revision)
        return made

    def teach(self, standing: StudyStanding, line: DraftLine) -> DraftRevision | None:
        """Asks when it was taught, and locks it."""
        desk = self._desk

        def save(values: dict[str, Any]) -> DraftRevision:
            return preparing.teach(desk.db, line.draft.uid, values["on"], observation_uid=values["observation_uid"])

        locked = TaughtDialog.ask(self._parent, desk, save, standing, line)
        if locked:
            desk.say(f"{line.title}已锁定", locked.revision)
        return locked

    def delete_draft(self, standing: StudyStanding, line: DraftLine) -> None:
        """Asks and deletes a draft that nothing hangs on."""
        count = len(line.revisions)
        what = f"删除{line.title}{f'，共{count}稿' if count > 1 else ''}？"
        advice = f"课例是{standing.study.topic}。删了还能从“最近操作”找回来。"
        if messages.ask(self._parent, what, advice, choices=(DELETE, KEEP), danger=True) != DELETE:
            return
        with messages.told(self._parent) as outcome:
            change = preparing.remove_draft(self._desk.db, line.draft.uid)
        if outcome.ok:
            self._desk.say(f"已删除{line.title}", change)

    # -- opinions and reflections ------------------------------------------------------------------------------------

    def comment(
        self,
        standing: StudyStanding,
        record: Comment | None = None,
        *,
        draft_uid: str | None = None,
        restored: dict[str, Any] | None = None,
    ) -> Comment | None:
        """Asks for an opinion, new or changed; a changed verdict reaches the free B draft as well."""
        desk = self._desk

        def save(values: dict[str, Any]) -> Comment:
            base = record or Comment(lesson_study_uid=standing.study.uid, text="")
            return discussing.comment(desk.db, base.but(**values))

        return CommentDialog.ask(self._parent, desk, save, standing, record, draft_uid=draft_uid, restored=restored)

    def judge(self, comment: Comment, verdict: str) -> None:
        """Gives an opinion its verdict; the reason is kept."""
        with messages.told(self._parent):
            discussing.judge(self._desk.db, comment.uid, verdict, comment.reason)

    def delete_comment(self, comment: Comment) -> None:
        """Deletes an opinion; it can be taken back at once."""
        with messages.told(self._parent) as outcome:
            change = discussing.remove_comment(self._desk.db, comment.uid)
        if outcome.ok:
            self._desk.say("已删除 1 条意见", change)

    def reflect(
        self, standing: StudyStanding, line: DraftLine, restored: dict[str, Any] | None = None
    ) -> Reflection | None:
        """Asks for the reflection of the draft's teacher, new or changed."""
        desk = self._desk
        found = next((item for item in standing.reflections if item.draft_uid == line.draft.uid), None)
        record = found or Reflection(
            lesson_study_uid=standing.study.uid,
            teacher_uid=line.draft.author_uid or "",
            draft_uid=line.draft.uid,
        )

        def save(values: dict[str, Any]) -> Reflection:
            values["teacher_uid"] = values["teacher_uid"] or ""
            return discussing.reflect(desk.db, record.but(**values), today=desk.today)

        return ReflectionDialog.ask(self._parent, desk, save, standing, record, restored)
