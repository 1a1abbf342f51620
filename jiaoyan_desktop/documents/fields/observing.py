"""What forms made for one observation (听课记录) may ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from jiaoyan_desktop.domain.counting import is_late_entry
from jiaoyan_desktop.domain.naming import plain_date, weekday_name
from jiaoyan_desktop.domain.observation import LessonStep, Observation, Remark

from .formats import official_date
from .registry import Area, PictureList, PictureRef, RowList, Select, fields
from .scene import Scene


def period_words(scene: Scene, period: int, day: date | None) -> str:
    """第2节 as a timetable counts, 0 as nothing; the half of the day is added where the 作息 knows it."""
    if not period:
        return ""
    schedule = scene.lessons.bell_schedule_on(day) if day else None
    half = next((item.half for item in schedule.periods if item.number == period), "") if schedule else ""
    return {"am": "上午", "pm": "下午"}.get(half, "") + f"第{period}节"


def taught_by(scene: Scene, item: Observation) -> str:
    """The teacher of the lesson: ours told apart from namesakes, another school's as written."""
    return scene.names.teacher(item.taught_by_uid) or item.taught_by_text


def class_heard(scene: Scene, item: Observation) -> str:
    """The class of the lesson, ours or another school's."""
    return scene.names.school_class(item.class_uid) or item.class_text


def school_heard(scene: Scene, item: Observation) -> str:
    """The school in which the lesson was heard."""
    return item.place_text if item.is_outside and item.place_text else scene.records.school.name


def late_note(_: Scene, item: Observation) -> str:
    """The small print under a record that was entered late (wording 12); empty under the others."""
    if item.recorded_on is None or not is_late_entry(item):
        return ""
    return f"补录：发生日期{plain_date(item.happened_on)}，录入日期{plain_date(item.recorded_on)}。"


def _time(scene: Scene, item: Observation) -> str:
    week = scene.calendar.week_place(item.happened_on).label
    parts = [official_date(item.happened_on), weekday_name(item.happened_on.isoweekday()), week]
    return " ".join(filter(None, parts))


def _count_note(_: Scene, item: Observation) -> str:
    return "巡课，不计节数" if item.is_walkthrough else f"{item.lesson_count}节"


def _scores(_: Scene, item: Observation) -> list[dict[str, Any]]:
    """The criteria of the rubric it was scored with, each with its points where they were given."""
    given = {score.criterion: score.points for score in item.scores}
    criteria = item.rubric.criteria if item.rubric else ()
    rows = [
        {"number": number, "name": one.name, "text": one.description, "full": one.points, "points": given.get(one.name)}
        for number, one in enumerate(criteria, 1)
    ]
    known = {one.name for one in criteria}
    extra = [score for score in item.scores if score.criterion not in known]
    return rows + [
        {"number": number, "name": score.criterion, "text": "", "full": None, "points": score.points}
        for number, score in enumerate(extra, len(rows) + 1)
    ]


def _remarks(scene: Scene, item: Observation) -> list[Remark]:
    """The comment columns of the rubric in their order, empty ones included, then whatever else was written."""
    rubric = item.rubric or (scene.pack.rubrics[0] if scene.pack.rubrics else None)
    written = {remark.column: remark for remark in item.remarks}
    columns = rubric.remark_columns if rubric else ()
    ordered = [written.pop(column, Remark(column=column, text="")) for column in columns]
    return [*ordered, *written.values()]


def _pages(scene: Scene, item: Observation) -> list[PictureRef]:
    what = f"{plain_date(item.happened_on)}听{taught_by(scene, item)}{item.subject}课的手写记录"
    return [
        PictureRef(blob=blob, alt=f"{what}第{number}页", caption=f"第{number}页")
        for number, blob in enumerate(item.pictures, 1)
    ]


def counted(scene: Scene) -> list[Observation]:
    """The observations to be printed: no drafts, none after the date of counting."""
    return [item for item in scene.records.observations if not item.is_draft and item.happened_on <= scene.as_of]


OBSERVATION = fields(
    ("taught_on", "听课日期", lambda _, item: item.happened_on),
    ("taught_at", "听课时间：年月日、星期和周次", _time),
    ("week", "周次，如第5周", lambda scene, item: scene.calendar.week_place(item.happened_on).label),
    ("weekday", "星期", lambda _, item: weekday_name(item.happened_on.isoweekday())),
    ("period", "节次，如上午第2节", lambda scene, item: period_words(scene, item.period, item.happened_on)),
    ("observer.name", "听课人", lambda scene, item: scene.names.teacher(item.observer_uid)),
    (
        "observer.posts",
        "听课人当天的职务",
        lambda scene, item: scene.post_titles(item.observer_uid, item.happened_on),
    ),
    ("taught_by.name", "授课教师", taught_by),
    ("class", "班级", class_heard),
    ("school", "听课所在学校", school_heard),
    ("subject", "学科", lambda _, item: item.subject),
    ("topic", "课题", lambda _, item: item.topic),
    ("kind", "类别，如推门听课", lambda _, item: item.kind),
    ("lesson_count", "节数", lambda _, item: 0 if item.is_walkthrough else item.lesson_count),
    ("lesson_count_words", "节数带单位；巡课写明不计节数", _count_note),
    ("grade", "等级", lambda _, item: item.grade),
    ("total", "总分", lambda _, item: item.total),
    ("rubric", "所用评价表的名称", lambda _, item: item.rubric.title if item.rubric else ""),
    ("summary", "总体评价与建议", lambda _, item: item.summary),
    ("recorded_on", "录入日期", lambda _, item: item.recorded_on),
    ("late_note", "补录说明，不是补录时空着", late_note),
    ("reason", "对不上时本人写的说明", lambda _, item: item.reason),
)

_STEPS = fields(
    ("at", "时间", lambda _, step: step.at),
    ("teaching", "教学过程", lambda _, step: step.teaching),
    ("comment", "旁评", lambda _, step: step.comment),
)
_SCORES = fields(
    ("number", "序号", lambda _, row: row["number"]),
    ("criterion", "指标", lambda _, row: row["name"]),
    ("description", "评价要点", lambda _, row: row["text"]),
    ("full", "分值", lambda _, row: row["full"]),
    ("points", "得分", lambda _, row: row["points"]),
)
_REMARKS = fields(
    ("column", "评语栏目，如不足", lambda _, remark: remark.column),
    ("text", "评语", lambda _, remark: remark.text),
)


def _steps(_: Scene, item: Observation) -> tuple[LessonStep, ...]:
    return item.steps


AREA = Area(
    fields={"observation": OBSERVATION},
    lists=(
        RowList(name="steps", meaning="教学过程，一行一条", one_per=("observation",), items=_steps, fields=_STEPS),
        RowList(name="scores", meaning="评价表各项得分", one_per=("observation",), items=_scores, fields=_SCORES),
        RowList(name="remarks", meaning="评语，一栏一行", one_per=("observation",), items=_remarks, fields=_REMARKS),
    ),
    pictures=(PictureList(name="pages", meaning="手写页的照片", one_per=("observation",), items=_pages),),
    selects=(Select(name="observations", meaning="截至统计日的听课记录", one_per="observation", pick=counted),),
)
