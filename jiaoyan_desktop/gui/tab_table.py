"""The five tabs of the window: name, text, class, and what each is for (wording 2); the first one is shown first."""

from __future__ import annotations

TABS = (
    ("calendar", "学期日历", "CalendarTab", "这学期哪天做什么，活动资料齐不齐"),
    ("observation", "听课记录", "ObservationTab", "听了谁的课，还该听谁的"),
    ("preparation", "集体备课", "PreparationTab", "A案到C案怎么一步步改出来的"),
    ("report", "材料上报", "ReportTab", "县里要什么、还缺什么、报出去没有"),
    ("people", "教师与课表", "PeopleTab", "谁教什么、什么时候上"),
)
