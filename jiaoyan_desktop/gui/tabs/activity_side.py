"""One activity at the side of its list: how it stands, what it lacks, and the next step as a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from jiaoyan_desktop.domain.activity import PHOTO_SLOTS, Activity, Participant
from jiaoyan_desktop.domain.dates import date_screen
from jiaoyan_desktop.domain.glossary import ATTENDANCE_WORDS
from jiaoyan_desktop.workflows import meeting, planning

from .. import messages
from ..desk import Desk
from ..dialogs.activity_dialog import ActivityDialog
from ..dialogs.activity_record_dialog import ActivityRecordDialog
from ..dialogs.activity_steps import CallOffDialog, MoveDialog
from ..dialogs.participants_dialog import ParticipantsDialog
from ..dialogs.photos_dialog import PhotosDialog
from ..models.activity_columns import ActivityRow
from ..widgets.buttons import button
from ..widgets.labels import Chip, label
from ..widgets.panels import SidePanel, rule

Verb = tuple[str, Callable[[], object]]


class ActivitySide(SidePanel):
    """Every step asks in its own dialog, is written by a workflow, and can be taken back."""

    delete_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("", 340)
        self._desk = desk
        self._activity: Activity | None = None

    def show_activity(self, row: ActivityRow) -> None:
        """Another activity."""
        activity = self._activity = row.activity
        self.show_record(activity.title)
        chips = QHBoxLayout()
        chips.addWidget(Chip(*row.state))
        chips.addWidget(Chip(activity.kind, "dim"))
        chips.addStretch(1)
        self.column.addLayout(chips)
        for text in self._facts(row):
            self.column.addWidget(label(text, wrap=True))
        if row.gaps:
            self.column.addWidget(label("缺" + "、".join(row.gaps), "amber", wrap=True))
        self._add_people(activity)
        self._add_photos(activity)
        self._add_record(activity)
        self.column.addStretch(1)
        self._add_next_step(row)

    def verbs(self, activity: Activity) -> Sequence[Verb]:
        """What can be done with an activity, for the context menu and the foot of the panel."""
        verbs: list[Verb] = [
            ("参加人和出勤…", lambda: self._ask_people(activity)),
            ("放照片…", lambda: self._ask_photos(activity)),
            ("写记录…", lambda: self._ask_record(activity)),
        ]
        if activity.state in ("planned", "moved"):
            verbs += [
                ("记为已开展", lambda: self._hold(activity)),
                ("改期…", lambda: self._move(activity)),
                ("取消这次…", lambda: self._call_off(activity)),
            ]
            if activity.notified_on is None:
                verbs.append(("今天通知了", lambda: self._notify(activity)))
        return verbs

    def edit(self, activity: Activity) -> None:
        """Asks for another arrangement."""
        ActivityDialog.ask(self, self._desk, activity, lambda item: planning.save_activity(self._desk.db, item))

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _facts(self, row: ActivityRow) -> list[str]:
        item, names = row.activity, self._desk.names
        when = (
            date_screen(item.happened_on, self._desk.calendar.week_number(item.happened_on)) if item.happened_on else ""
        )
        clock = "—".join(filter(None, (item.starts, item.ends)))
        facts = [" ".join(filter(None, (when, clock, item.place))) or "还没定日子"]
        people = (
            ("主持", names.teacher(item.host_uid)),
            ("发言", names.teacher(item.keynote_uid)),
            ("记录", names.teacher(item.recorder_uid)),
        )
        facts.append("　".join(f"{role} {name}" for role, name in people if name))
        facts.append(row.who)
        if item.is_joint:
            facts.append("主研校 " + (item.host_school or (self._desk.school.name if item.is_host else "未填")))
            facts.append("参与校 " + "、".join(item.member_schools) if item.member_schools else "")
        facts.append(f"主题：{item.theme}" if item.theme else "")
        facts.append(item.state_reason)
        return [fact for fact in facts if fact]

    def _add_people(self, activity: Activity) -> None:
        people = self._desk.records.participants_of.get(activity.uid, ())
        self._add_heading(f"参加人（{len(people)}人）", "改", lambda: self._ask_people(activity))
        for kind, word in ATTENDANCE_WORDS.items():
            found = [person for person in people if person.attendance == kind]
            if found:
                names = "、".join(self._name(person) for person in found)
                self.column.addWidget(label(f"{word}{len(found)}人：{names}", wrap=True))
        waiting = [person for person in people if person.attendance == "expected"]
        if waiting and activity.state == "done":
            all_came = button("应到的都到了", role="quiet", on_click=lambda: self._all_came(waiting))
            self.column.addWidget(all_came)

    def _add_photos(self, activity: Activity) -> None:
        photos = self._desk.records.photos_of.get(activity.uid, ())
        self._add_heading(f"照片（{len(photos)}张）", "放照片", lambda: self._ask_photos(activity))
        counts = [(slot, sum(photo.slot == slot for photo in photos)) for slot in PHOTO_SLOTS]
        words = "　".join(f"{slot} {count}" for slot, count in counts if count)
        self.column.addWidget(label(words or "五类照片都还没有放。", "" if words else "hint", wrap=True))

    def _add_record(self, activity: Activity) -> None:
        self._add_heading("记录", "写记录", lambda: self._ask_record(activity))
        parts = (
            ("共识", activity.agreed),
            ("发言要点", activity.talk),
            ("过程", activity.process),
            ("遗留", activity.open_points),
        )
        shown = [f"{name}：{text[:60]}{'…' if len(text) > 60 else ''}" for name, text in parts if text]
        for text in shown or ["还没有写。"]:
            self.column.addWidget(label(text, "" if shown else "hint", wrap=True))

    def _add_heading(self, text: str, verb: str, act: Callable[[], object]) -> None:
        self.column.addWidget(rule())
        row = QHBoxLayout()
        row.addWidget(label(text, "strong"))
        row.addStretch(1)
        row.addWidget(button(verb, role="quiet", name=f"{verb}：{text}", on_click=lambda: act()))
        self.column.addLayout(row)

    def _add_next_step(self, row: ActivityRow) -> None:
        activity, today = row.activity, self._desk.today()
        due = activity.happened_on is not None and activity.happened_on <= today
        if activity.state in ("planned", "moved") and due:
            self.foot.addWidget(button("记为已开展", role="primary", on_click=lambda: self._hold(activity)), 1)
        elif activity.state in ("planned", "moved"):
            self.foot.addWidget(button("改期…", on_click=lambda: self._move(activity)))
        self.foot.addWidget(button("改安排…", on_click=lambda: self.edit(activity)), 1)
        self.foot.addWidget(
            button("", role="icon", icon="bin", name="删除这次活动", on_click=lambda: self.delete_asked.emit(activity))
        )

    def _name(self, person: Participant) -> str:
        name = self._desk.names.teacher(person.teacher_uid) or person.name
        return f"{name}（{person.reason}）" if person.reason else name

    # -- what is done ------------------------------------------------------------------------------------------------

    def _ask_people(self, activity: Activity) -> None:
        ParticipantsDialog.ask(
            self, self._desk, activity, lambda people: meeting.set_participants(self._desk.db, activity.uid, people)
        )

    def _ask_photos(self, activity: Activity) -> None:
        PhotosDialog.ask(self, self._desk, activity)

    def _ask_record(self, activity: Activity) -> None:
        ActivityRecordDialog.ask(self, self._desk, activity, lambda item: planning.save_activity(self._desk.db, item))

    def _all_came(self, people: Sequence[Participant]) -> None:
        with messages.told(self):
            meeting.mark_attendance(self._desk.db, people, "present")
            self._desk.say(f"{len(people)}人记为到。", self._desk.last_change_uid())

    def _hold(self, activity: Activity) -> None:
        with messages.told(self):
            planning.hold(self._desk.db, [activity.uid], self._desk.today())
            self._desk.say(f"“{activity.title}”记为已开展。", self._desk.last_change_uid())

    def _notify(self, activity: Activity) -> None:
        with messages.told(self):
            planning.notify(self._desk.db, activity.uid, self._desk.today())

    def _move(self, activity: Activity) -> None:
        MoveDialog.ask(
            self, self._desk, activity, lambda day, reason: planning.move(self._desk.db, activity.uid, day, reason)
        )

    def _call_off(self, activity: Activity) -> None:
        CallOffDialog.ask(self, activity, lambda reason: planning.call_off(self._desk.db, activity.uid, reason))
