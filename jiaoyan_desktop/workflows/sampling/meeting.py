"""The sample school's activities: meetings, two joint-research days, who came, and drawn pictures of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ...documents.sample_pictures import scene
from ...domain.activity import PHOTO_SLOTS, Activity, Participant, Photo
from ...domain.dates import month_day
from ...domain.records import Record
from .setting import Setting
from .studying import StudyWork, meeting_of

MISSING_SLOT = "评课记录"  # a deliberate gap: the joint day at our own school has no picture of it
_FURTHEST_WEEKS = 4


def joint_days(setting: Setting) -> dict[str, date]:
    """The day of each joint research; at our own school it needs the two lessons that are given there."""
    found: dict[str, date] = {}
    for item in setting.sources.joint:
        wanted = setting.at(item["on"])
        weeks = sorted(range(-_FURTHEST_WEEKS, _FURTHEST_WEEKS + 1), key=abs)
        days = [wanted + timedelta(weeks=step) for step in weeks]
        fitting = [day for day in days if setting.is_school_day(day) and _has_lessons(setting, item, day)]
        found[item["id"]] = fitting[0]
        names = [row[0] for row in item["people"]]
        setting.away |= {(name, found[item["id"]]) for name in names}
        if item["is_host"]:
            setting.closed.add(found[item["id"]])
    return found


def absences(setting: Setting) -> None:
    """Notes who is away on the day of a meeting: on leave or on duty elsewhere, she neither hears nor is heard."""
    for item in setting.sources.activities:
        day = setting.school_day(item["on"])
        setting.away |= {(name, day) for name, _, _ in item["away"]}


def _has_lessons(setting: Setting, item: dict[str, Any], day: date) -> bool:
    if not item["is_host"]:
        return True
    wanted = {(setting.classes[lesson["class"]].uid, item["subject"]) for lesson in item["lessons"]}
    return wanted <= {(lesson.class_uid, lesson.subject) for lesson in setting.lessons_on(day)}


class Meetings:
    """All activities with their participants and photos, collected one by one."""

    def __init__(self, setting: Setting, works: list[StudyWork], days: dict[str, date]) -> None:
        self._setting = setting
        self.activities: list[Activity] = []
        self.people: list[Participant] = []
        self.photos: list[Photo] = []
        for work in works:
            self._add_preparation(work)
        for item in setting.sources.activities:
            self._add_meeting(item)
        for item in setting.sources.joint:
            self._add_joint(item, days, works)
        self.activities.sort(key=lambda item: (item.happened_on or date.max, item.starts))

    def records(self) -> Iterator[Record]:
        """Activities first, then what hangs on them."""
        yield from self.activities
        yield from self.people
        yield from self.photos

    def _add_preparation(self, work: StudyWork) -> None:
        members = self._setting.members[work.source["group"]]
        place = next(
            item["place"] for item in self._setting.sources.school["group"] if item["name"] == work.source["group"]
        )
        activity = meeting_with_comments(self._setting, work, place)
        speakers = [item["speaker"] for item in work.source["comments"]]
        names = list(dict.fromkeys((*members, *work.source["assistants"], *speakers)))
        host = self._setting.name_of(activity.host_uid)
        self._add(activity, [host, *(name for name in names if name != host)], {})

    def _add_meeting(self, item: dict[str, Any]) -> None:
        setting = self._setting
        day = setting.school_day(item["on"])
        starts, ends = setting.after_school(day)
        group = setting.groups.get(item["who"])
        everybody = list(setting.teachers) if item["who"] == "全体" else list(setting.members[item["who"]])
        names = list(dict.fromkeys((item["host"], *everybody, *item.get("guests", ()))))
        away = {name: (state, reason) for name, state, reason in item["away"]}
        activity = Activity(
            **setting.of_term(
                kind=item["kind"],
                title=item["title"],
                theme=item["theme"],
                happened_on=day,
                starts=starts,
                ends=ends,
                place=item["place"],
                subject=group.subjects[0] if group and len(group.subjects) == 1 else "",
                group_uid=group.uid if group else None,
                host_uid=setting.teachers[item["host"]].uid,
                keynote_uid=setting.teachers[item["keynote"]].uid,
                recorder_uid=setting.teachers[item["recorder"]].uid,
                goals=item["goals"],
                process=item["process"],
                talk=item["talk"],
                agreed=item["agreed"],
                open_points=item["open_points"],
                notified_on=setting.notice_for(day),
                state="done",
            )
        )
        self._add(activity, names, away)

    def _add(self, activity: Activity, names: list[str], away: dict[str, tuple[str, str]]) -> None:
        """An activity of our own school with its people; whoever came signed the paper on arriving and leaving."""
        setting = self._setting
        self.activities.append(activity)
        setting.activities[activity.title] = activity
        dice = setting.dice("attendance", activity.title)
        for order, name in enumerate(names, start=1):
            teacher = setting.teachers[name]
            state, reason = away.get(name, ("present", ""))
            came = state == "present"
            self.people.append(
                Participant(
                    **setting.owned(
                        activity_uid=activity.uid,
                        teacher_uid=teacher.uid,
                        subject=teacher.subject,
                        attendance=state,
                        reason=reason,
                        signed_in=_clock(activity.starts, -dice.randint(0, 8)) if came else "",
                        signed_out=_clock(activity.ends, dice.randint(0, 6)) if came else "",
                        order=order,
                    )
                )
            )
        slots = ("签到册", "教学设计", "集中研讨") if activity.kind == "集体备课" else ("签到册", "集中研讨")
        self._picture(activity, slots, activity.title, each=1)

    def _add_joint(self, item: dict[str, Any], days: dict[str, date], works: list[StudyWork]) -> None:
        setting, day = self._setting, days[item["id"]]
        shared_on = setting.school_day(item["shared"])
        study = next(work.study for work in works if work.study.topic == item["study"])
        words = {"on": month_day(day), "shared": month_day(shared_on)}
        activity = Activity(
            **setting.of_term(
                **{key: item[key] for key in _SAME},
                happened_on=day,
                host_uid=setting.teachers[item["host"]].uid,
                keynote_uid=setting.teachers[item["keynote"]].uid,
                recorder_uid=setting.teachers[item["recorder"]].uid,
                lesson_study_uid=study.uid,
                grade=study.grade,
                is_joint=True,
                member_schools=tuple(item["member_schools"]),
                purposes=tuple(item["purposes"]),
                notified_on=min(setting.school_day(item["notified"]), day - timedelta(days=3)),
                shared_on=shared_on,
                shared_note=item["shared_note"].format(**words),
                state="done",
                story={slot: text.format(**words) for slot, text in item["story"].items()},
            )
        )
        self.activities.append(activity)
        setting.activities[item["id"]] = activity
        self._joint_people(activity, item)
        slots = tuple(slot for slot in PHOTO_SLOTS if not (item["is_host"] and slot == MISSING_SLOT))
        self._picture(activity, slots, item["topic"], each=2)

    def _joint_people(self, activity: Activity, item: dict[str, Any]) -> None:
        setting = self._setting
        givers = {lesson["teacher"]: lesson["topic"] for lesson in item["lessons"]}
        order = 0
        for name, role, subject, signed_in, signed_out in item["people"]:
            order += 1
            teacher = setting.teachers[name]
            self.people.append(
                Participant(
                    **setting.owned(
                        activity_uid=activity.uid,
                        teacher_uid=teacher.uid,
                        role=role,
                        subject=subject,
                        signed_in=signed_in,
                        signed_out=signed_out,
                        teaches=name in givers,
                        teaches_topic=givers.get(name, ""),
                        phone=teacher.phone,
                        order=order,
                    )
                )
            )
        for name, school, role, subject, _, signed_in, signed_out in item["guests"]:
            order += 1
            self.people.append(
                Participant(
                    **setting.owned(
                        activity_uid=activity.uid,
                        name=name,
                        school_name=school,
                        role=role,
                        subject=subject,
                        signed_in=signed_in,
                        signed_out=signed_out,
                        teaches=name in givers,
                        teaches_topic=givers.get(name, ""),
                        order=order,
                    )
                )
            )

    def _picture(self, activity: Activity, slots: tuple[str, ...], title: str, *, each: int) -> None:
        day = activity.happened_on or self._setting.today
        order = 0
        for slot in slots:
            for number in range(1, (1 if slot == "签到册" else each) + 1):
                order += 1
                data = scene(slot, title, month_day(day), f"{activity.title}{slot}{number}")
                self.photos.append(
                    Photo(
                        **self._setting.owned(
                            activity_uid=activity.uid,
                            slot=slot,
                            blob=self._setting.keep(data),
                            file_name=f"IMG_{day:%Y%m%d}_{order:02d}.jpg",
                            caption=_caption(activity, slot, day),
                            taken_on=day,
                            order=order,
                        )
                    )
                )


_SAME = (
    *("kind", "title", "theme", "starts", "ends", "place", "subject", "goals", "process", "talk", "agreed"),
    *("open_points", "level", "is_host", "host_school", "lead_teacher"),
)
_WHAT = {
    "签到册": "参加人员签到",
    "教学设计": "展示教案的修改过程",
    "教学展示": "出课教师上课",
    "集中研讨": "围坐研讨",
    "评课记录": "整理评课记录",
}


def meeting_with_comments(setting: Setting, work: StudyWork, place: str) -> Activity:
    """The meeting of a lesson study; its opinions from now on name it."""
    activity = meeting_of(setting, work, place)
    work.comments = [item.but(activity_uid=activity.uid) for item in work.comments]
    return activity


def _caption(activity: Activity, slot: str, day: date) -> str:
    """×年×月×日，×××干什么 (domain F7)."""
    return f"{day.year}年{day.month}月{day.day}日，{activity.title}，{_WHAT[slot]}（样例画）"


def _clock(time: str, minutes: int) -> str:
    hour, minute = map(int, time.split(":"))
    total = hour * 60 + minute + minutes
    return f"{total // 60:02d}:{total % 60:02d}"
