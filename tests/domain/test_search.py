"""The search box for everything."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.observation import Observation, Remark
from jiaoyan_desktop.domain.preparation import LessonStudy
from jiaoyan_desktop.domain.search import TermSearch
from tests.builders import a_class, a_post, a_teacher, term_records

XU, HAN = a_teacher("徐静", "数学"), a_teacher("韩立新", "数学")
ZHANG_1, ZHANG_2 = a_teacher("张丽", "语文"), a_teacher("张丽", "英语")
CLASS = a_class(3, 1)
SEEN = Observation(
    term_uid="term",
    happened_on=date(2025, 4, 8),
    observer_uid=HAN.uid,
    taught_by_uid=XU.uid,
    class_uid=CLASS.uid,
    subject="数学",
    topic="小数的初步认识",
    remarks=(Remark(column="不足", text="追问 不够"),),
)
RECORDS = term_records(
    teachers=(XU, HAN, ZHANG_1, ZHANG_2),
    posts=(a_post(HAN, "教导主任"),),
    classes=(CLASS,),
    observations=(SEEN,),
    studies=(LessonStudy(term_uid="term", topic="山行", subject="语文", grade=4),),
    activities=(Activity(term_uid="term", kind="集体备课", title="《山行》集体备课", happened_on=date(2025, 3, 26)),),
)


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.kind_name, hit.title) for hit in TermSearch(RECORDS).find(text)]


def test_characters_anywhere_in_names_topics_and_titles():
    assert found("山行") == [("课例", "山行"), ("教研活动", "《山行》集体备课")]
    assert found("初步") == [("听课记录", "徐静 三（1）班 数学")]


def test_pinyin_initials_find_people_before_what_they_did():
    assert found("xj")[:1] == [("教师", "徐静")]
    assert [title for kind, title in found("zl") if kind == "教师"] == ["张丽（语文）", "张丽（英语）"]


def test_remarks_and_posts_are_found_by_characters():
    assert found("追问不够") == [("听课记录", "徐静 三（1）班 数学")]
    assert found("教导主任") == [("教师", "韩立新")]


def test_nothing_typed_and_nothing_there():
    assert found("  ") == [] and found("没有这个") == []


def test_at_most_as_many_as_asked():
    assert len(TermSearch(RECORDS).find("数", limit=1)) == 1
