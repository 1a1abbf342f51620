"""How findings come about: coverage, dates, points, packs that are written wrongly, materials and their needs."""

from __future__ import annotations

from datetime import date

import pytest

from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.pack import RULE_KINDS, MaterialSpec, Pack
from jiaoyan_desktop.domain.reporting import Confirmation
from jiaoyan_desktop.domain.requirements import NEED_EVALUATORS, RULE_EVALUATORS, check, pack_faults, situation
from jiaoyan_desktop.domain.rule_values import RULE_VALUES
from jiaoyan_desktop.domain.situation import Outcome, merged
from jiaoyan_desktop.domain.term_records import TermRecords
from jiaoyan_desktop.errors import UserError
from tests.builders import (
    a_class,
    a_pack,
    a_participant,
    a_rule,
    a_slot,
    a_teacher,
    a_timetable,
    an_activity,
    an_assignment,
    an_observation,
    term_records,
)
from tests.lanxi import DEADLINE, END, complete_school

HAN, WANG, XU = a_teacher("韩立新", "数学"), a_teacher("王秀兰"), a_teacher("徐静", "数学")
CLASS_31, CLASS_32 = a_class(3, 1), a_class(3, 2)


def judge(kind: str, records: TermRecords, as_of: date = DEADLINE, *, pack: Pack | None = None, **values) -> Finding:
    rule = a_rule("x", kind, **values)
    found = situation(records, pack or a_pack(rule), as_of)
    return found.of_rule(rule)


def needed(records: TermRecords, **need) -> Finding:
    spec = MaterialSpec(id="M", order=1, title="材料", needs=(need,))
    return check(records, a_pack(materials=(spec,)), DEADLINE)[0]


def test_every_kind_of_rule_can_be_judged_and_written():
    assert set(RULE_EVALUATORS) == set(RULE_VALUES) == set(RULE_KINDS)


def test_who_was_heard_but_not_judged_is_said_differently():
    records = term_records(
        teachers=(HAN, WANG, XU),
        assignments=(an_assignment(WANG, CLASS_31), an_assignment(XU, CLASS_31, "数学"), an_assignment(HAN, CLASS_32)),
        observations=(an_observation(HAN, WANG), an_observation(WANG, HAN, summary="好")),
    )
    found = judge("coverage", records, evaluated=True)
    assert found.missing == ("王秀兰老师的课听过，还没有写评价。", "徐静老师还没有被听过。")
    assert (found.need, found.have) == ("3位老师都听到", "1位")
    assert judge("coverage", records, number=2).missing[0] == "韩立新老师只听过1节，要2节。"


def test_everybody_takes_part_in_some_activity():
    activity = an_activity()
    records = term_records(
        teachers=(WANG, XU),
        activities=(activity,),
        participants=(a_participant(activity, WANG), a_participant(activity, XU, attendance="leave")),
    )
    assert judge("coverage", records, what="activities").missing == ("徐静老师还没有参加过教研活动。",)
    twice = judge("coverage", records, what="activities", number=2)
    assert twice.missing[0] == "王秀兰老师只参加了1次教研活动，要2次。"
    assert judge("coverage", term_records(), what="activities").status == "unknown"


def test_observations_outside_the_countys_dates_are_named():
    pack = a_pack(dates={"推门听课": (date(2025, 3, 10), date(2025, 6, 30))})
    records = term_records(
        teachers=(HAN, WANG),
        observations=(an_observation(HAN, WANG, date(2025, 3, 7)), an_observation(HAN, WANG, date(2025, 3, 11))),
    )
    found = judge("deadline", records, pack=pack, of="observations", window="推门听课")
    assert found.missing == ("韩立新3月7日第1节的听课不在3月10日至6月30日里。",)
    assert found.have == "1节"


def test_joint_research_outside_its_dates_is_named():
    pack = a_pack(dates={"校际联研": (date(2025, 3, 1), date(2025, 5, 31))})
    records = term_records(activities=(an_activity(happened_on=date(2025, 6, 3), is_joint=True),))
    found = judge("deadline", records, pack=pack, of="joint", window="校际联研")
    assert (found.missing, found.status) == (("6月3日联研不在3月1日至5月31日里。",), "late")


@pytest.mark.parametrize(("confirmed", "status", "have"), [((), "confirm", "0分"), (("s",), "met", "1分")])
def test_points_are_earned_by_the_rules_they_rest_on(confirmed: tuple[str, ...], status: str, have: str):
    statement = a_rule("s", "statement")
    pack = a_pack(statement, a_rule("p", "points", points=1, rules=["s"]))
    ticks = tuple(Confirmation(term_uid="term", target_id=item, kind="confirmed") for item in confirmed)
    found = check(term_records(confirmations=ticks), pack, DEADLINE)[1]
    assert (found.status, found.have) == (status, have)


def test_points_without_rules_wait_for_a_person():
    assert judge("points", term_records(), points=1).status == "confirm"


def test_what_does_not_concern_the_school_is_met_with_its_reason():
    tick = Confirmation(term_uid="term", target_id="q", kind="not_applicable", note="没有副校长")
    pack = a_pack(a_rule("q", "quota", roles=["vice_principal"], number=30))
    found = check(term_records(confirmations=(tick,)), pack, END)[0]
    assert (found.status, found.note) == ("met", "本校不涉及（原因：没有副校长）")
    spec = MaterialSpec(id="q", order=1, title="材料", needs=({"kind": "timetable"},))
    assert check(term_records(confirmations=(tick,)), a_pack(materials=(spec,)), END)[0].status == "met"


def test_a_tick_cannot_make_a_number_true():
    tick = Confirmation(term_uid="term", target_id="r", kind="confirmed", by="韩立新")
    pack = a_pack(a_rule("r", "document", document="recommendation", number=1))
    assert check(term_records(confirmations=(tick,)), pack, END)[0].status == "short"


@pytest.mark.parametrize(
    ("kind", "values", "fault"),
    [
        ("quota", {"roles": ["校长"], "number": 30}, "“roles”不能是 ['校长']。"),
        ("quota", {"roles": ["principal"]}, "缺少“number”。"),
        ("quota", {"roles": ["principal"], "number": "30"}, "“number”不能是 '30'。"),
        ("quota", {"roles": ["principal"], "number": 0}, ""),
        ("statement", {"number": 3}, "不认识“number”。"),
        ("document", {"document": "material"}, "values 里缺少“material”。"),
        ("document", {"document": "material", "material": "M9"}, "没有材料“M9”。"),
        ("document", {"document": "activity", "fields": ["weather"]}, "“fields”不能是 ['weather']。"),
        ("deadline", {"of": "joint", "window": "联研"}, "pack.toml 的 [dates] 里没有“联研”。"),
        ("points", {"rules": ["0-99"]}, "没有要求“0-99”。"),
        ("cadence", {"due": "2025-02-30"}, "“due”不能是 '2025-02-30'。"),
        ("notice", {"due": date(2025, 6, 1)}, ""),
    ],
)
def test_a_pack_that_is_written_wrongly_says_where(kind: str, values: dict, fault: str):
    pack = a_pack(a_rule("x", kind, **values))
    assert pack_faults(pack) == ((f"要求x：{fault}",) if fault else ())
    if fault:
        with pytest.raises(UserError, match="测试要求"):
            check(term_records(), pack, END)


def test_needs_of_materials_are_looked_at_too():
    spec = MaterialSpec(id="M1", order=1, title="材料", needs=({"kind": "weather"}, {"kind": "handins"}))
    assert pack_faults(a_pack(materials=(spec,))) == ("材料M1：不认识“weather”这一种。", "材料M1：缺少“handin”。")
    assert "weather" not in NEED_EVALUATORS


def test_rules_and_materials_that_lean_on_each_other_are_refused():
    rule = a_rule("r", "document", document="material", material="M1")
    spec = MaterialSpec(id="M1", order=1, title="材料", rules=("r",))
    with pytest.raises(UserError, match="互相引用"):
        check(term_records(), a_pack(rule, materials=(spec,)), END)


def test_several_outcomes_are_one():
    short, open_, tick = (
        Outcome(missing=("缺一张。",)),
        Outcome(missing=("没有数。",), is_unknown=True),
        Outcome(is_for_a_person=True),
    )
    assert not merged([short, open_]).is_unknown
    assert merged([short, open_]).missing == ("缺一张。", "没有数。")
    assert merged([open_, Outcome()]).is_unknown
    assert merged([tick, Outcome()]).is_for_a_person
    assert not merged([tick, short]).is_for_a_person


def test_a_rule_may_have_its_own_day():
    values = {"document": "recommendation", "number": 1, "due": date(2025, 4, 1)}
    assert judge("document", term_records(), date(2025, 4, 2), **values).status == "late"
    assert judge("document", term_records(), date(2025, 4, 1), **values).status == "short"


def test_teachers_lack_what_the_table_asks():
    records = term_records(teachers=(WANG.but(gender="女", phone=" "), XU.but(gender="女", phone="1")))
    found = needed(records, kind="teachers", fields=["gender", "phone"])
    assert (found.missing, found.have) == (("王秀兰老师还缺联系电话。",), "1位")


def test_every_subject_on_the_timetable_has_a_teacher():
    version = a_timetable()
    records = term_records(
        teachers=(WANG,),
        classes=(CLASS_31, CLASS_32),
        timetables=(version,),
        slots=(a_slot(version, CLASS_31, 1, 1, "语文", WANG), a_slot(version, CLASS_31, 1, 2, "音乐")),
    )
    assert needed(records, kind="assignments").missing == ("三（1）班的音乐还没有写谁教。", "三（2）班还没有任课分工。")
    assert needed(records, kind="timetable").missing == ("三（2）班还没有课程表。",)
    assert needed(records, kind="progress").missing == ("三年级语文还没有周进度。", "三年级音乐还没有周进度。")
    assert needed(records, kind="progress", **{"except": ["音乐"]}).need == "1张"


def test_clashes_of_the_timetable_are_said_in_words():
    version = a_timetable()
    records = term_records(
        teachers=(WANG,),
        classes=(CLASS_31, CLASS_32),
        timetables=(version,),
        slots=(
            a_slot(version, CLASS_31, 2, 4, "语文", WANG),
            a_slot(version, CLASS_32, 2, 4, "语文", WANG),
            a_slot(version, CLASS_32, 2, 4, "数学"),
        ),
    )
    assert needed(records, kind="timetable").missing == (
        "课程表上三（2）班周二第4节排了两节课（语文、数学）。",
        "课程表上王秀兰周二第4节同时在三（1）班、三（2）班上课。",
    )


def test_the_summary_needs_something_to_tell_in_each_part():
    found = needed(complete_school(observations=()), kind="summary")
    assert found.missing == ("总结里“推门听课”还没有可写的记录。",)


def test_recommendations_lack_what_the_form_asks():
    whole = complete_school()
    records = complete_school(recommendations=(whole.recommendations[0].but(awards="", reason=" "),))
    found = needed(records, kind="recommendations", fields=["awards", "reason"], teacher_fields=["politics"])
    assert found.missing == ("王秀兰老师的推荐表还缺近三年获奖、推荐理由、政治面貌。",)
