"""The 64 rules and 10 materials of Lanxi: a complete school meets them all, and each gap shows as itself."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from jiaoyan_desktop.domain.finding import Finding
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.requirements import check, is_open, pack_faults, situation
from jiaoyan_desktop.domain.term_records import TermRecords
from tests.lanxi import DEADLINE, complete_school, lanxi_pack


def findings(records: TermRecords, as_of: date = DEADLINE) -> dict[str, Finding]:
    return {finding.id: finding for finding in check(records, lanxi_pack(), as_of)}


def gaps(records: TermRecords, as_of: date = DEADLINE) -> dict[str, tuple[str, ...]]:
    """What is short or late: id -> its sentences."""
    return {item.id: item.missing for item in check(records, lanxi_pack(), as_of) if is_open(item)}


def test_all_rules_and_materials_are_there_with_quotes_that_fit():
    pack = lanxi_pack()
    assert [rule.id for rule in pack.rules] == [f"0-{number:02}" for number in range(1, 65)]
    assert [item.id for item in pack.materials] == [f"M{number}" for number in range(1, 11)]
    assert Counter(item.party for item in pack.materials) == {"school": 8, "teacher": 2}
    assert all(1 <= len(rule.quote) <= 20 for rule in pack.rules)
    assert pack_faults(pack) == ()


def test_the_date_that_does_not_exist_is_the_thirtieth_of_june():
    assert lanxi_pack().dates["推门听课"] == (date(2025, 3, 1), date(2025, 6, 30))
    assert "6月30日" in findings(complete_school())["0-44"].note


@pytest.mark.parametrize("as_of", [DEADLINE, date(2025, 6, 30)])
def test_a_complete_school_has_no_gap(as_of: date):
    statuses = {finding.id: finding.status for finding in check(complete_school(), lanxi_pack(), as_of)}
    assert {key: status for key, status in statuses.items() if status != "met"} == {}


def test_findings_come_materials_first_in_their_order():
    ids = [finding.id for finding in check(complete_school(), lanxi_pack(), DEADLINE)]
    assert ids[:11] == [*(f"M{number}" for number in range(1, 11)), "0-01"]
    assert len(ids) == 74


def test_five_gaps_are_found_and_nothing_else():
    whole = complete_school()
    wang = whole.teachers[3]
    records = complete_school(
        handins=tuple(
            item.but(text="学" * 998) if item.teacher_uid == wang.uid and item.kind == "reflection" else item
            for item in whole.handins
        ),
        photos=tuple(
            item for item in whole.photos if item.slot != "评课记录" or item.activity_uid != whole.activities[2].uid
        ),
        progress=whole.progress[1:],
        participants=tuple(item.but(signed_out="") if item.role == "主管领导" else item for item in whole.participants),
        observations=_without_comment(whole.observations, whole.teachers[0].uid, 4),
    )
    assert gaps(records) == {
        "M5": ("三年级道德与法治还没有周进度。",),
        "M6": ("4月18日联研周建国（主管领导）签到了，没有签退。",),
        "M7": ("4月18日联研的美篇缺评课记录照片1类。",),
        "M10": ("王秀兰老师的心得正文998字，还差2字。",),
        "0-17": ("周建国（校长）听评课26／30节，差4节（有4节没写评语）。",),
    }


def test_a_gap_of_a_material_is_told_once_and_its_rules_point_to_it():
    whole = complete_school()
    found = findings(complete_school(handins=tuple(item for item in whole.handins if item.kind == "note")))
    assert found["M10"].status == "short"
    assert (found["0-57"].status, found["0-57"].missing) == ("confirm", ())
    assert found["0-57"].note == "还缺的看材料《“校际联研”活动心得》"
    assert found["0-58"].have == "9项"
    alone = situation(complete_school(handins=()), lanxi_pack(), DEADLINE)
    assert alone.of_rule(lanxi_pack().rule("0-57")).status == "short"


def test_a_gap_is_short_until_its_day_and_late_after_it():
    records = complete_school(recommendations=())
    assert findings(records)["M2"].status == "short"
    after = findings(records, date(2025, 6, 9))
    assert (after["M2"].status, after["0-10"].status) == ("late", "late")
    fewer = complete_school(observations=complete_school().observations[:-1])
    assert findings(fewer, date(2025, 6, 30))["0-18"].status == "short"


def test_what_happened_after_the_day_is_not_counted():
    found = findings(complete_school(), date(2025, 3, 31))
    assert found["0-17"].status == "short"  # 推门听课 goes on until 30 June (domain scenario 2)
    assert (found["M6"].missing, found["0-27"].status) == (("还没有开展校际联研。",), "unknown")


def test_statements_wait_for_a_person():
    found = findings(complete_school(confirmations=()))
    waiting = [key for key, finding in found.items() if finding.status == "confirm"]
    assert waiting == [rule.id for rule in lanxi_pack().rules if rule.kind == "statement"]
    assert findings(complete_school())["0-31"].note == "已确认（韩立新6月3日）"


def test_an_empty_school_says_what_is_not_there_yet():
    found = findings(
        complete_school(**{name: () for name in vars(complete_school()) if name not in ("school", "term")})
    )
    assert found["M4"].status == "unknown"
    assert found["0-18"].missing == ("还没有登记谁是分管教学副校长、教导主任，现在算不出。",)
    assert found["M6"].missing == ("还没有开展校际联研。",)


def test_a_number_changed_by_the_school_changes_the_finding_and_no_record():
    pack = lanxi_pack().with_overlays({"0-17": {"number": 170}, "M10": {"deadline": "2025-06-20"}})
    found = {finding.id: finding for finding in check(complete_school(), pack, DEADLINE)}
    assert found["0-17"].missing == ("周建国（校长）听评课30／170节，差140节。",)
    assert pack.material("M10").deadline == date(2025, 6, 20)


def test_a_paper_of_another_year_sets_no_dates():
    whole = complete_school()
    term = whole.term.but(starts_on=date(2025, 2, 20), ends_on=date(2025, 2, 28), first_week_on=date(2025, 2, 20))
    found = findings(complete_school(term=term, observations=(), recommendations=()), date(2025, 2, 28))
    assert found["M2"].status == "short"
    assert found["0-58"].need == "交齐10项"


def _without_comment(observations: tuple[Observation, ...], observer_uid: str, number: int) -> tuple[Observation, ...]:
    changed = []
    for item in observations:
        bare = number > 0 and item.observer_uid == observer_uid
        changed.append(item.but(summary="") if bare else item)
        number -= bare
    return tuple(changed)
