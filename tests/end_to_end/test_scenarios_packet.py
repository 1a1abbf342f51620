"""Scenarios 21, 22, 28 and 30: characters a typeface lacks, page numbers WPS shows, the whole packet, twice."""

from __future__ import annotations

import json
import re
import socket
from datetime import date, datetime
from pathlib import Path

import pytest

from jiaoyan_desktop.documents.typefaces import holds
from jiaoyan_desktop.domain.activity import Activity
from jiaoyan_desktop.domain.statistics import TermStatistics
from jiaoyan_desktop.domain.timetable import Progress
from jiaoyan_desktop.store.database import Database
from jiaoyan_desktop.store.term_records import own_school
from jiaoyan_desktop.workflows import meeting, planning, reporting, reporting_edits, setting_up, timetabling
from tests.documents.excel_files import opened
from tests.documents.office_files import NS, W, body, etree, lines, part, part_names
from tests.end_to_end.packets import parts_of, runs_of
from tests.end_to_end.schools import DEADLINE, SmallSchool, teacher_named, term_of
from tests.end_to_end.test_scenarios_joint_research import a_photo

pytestmark = pytest.mark.without_window


def written(db: Database, folder: Path, *only: str, made_at: datetime | None = None) -> reporting.PacketResult:
    plan = reporting.gather(db, term_of(db).term.uid, DEADLINE, only=only, made_at=made_at)
    return reporting.write_packet(plan, folder)


# -- 21 --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", ["仿宋", "仿宋_GB2312"])
def test_scenario_21_characters_that_the_typeface_lacks_go_to_one_that_has_them(sample, tmp_path, face):
    with Database.open(sample) as db:
        setting_up.revise_school(db, own_school(db).but(body_typeface=face, town="柳树酄乡"))
        result = written(db, tmp_path / "出", "M1", "M2", "M6", "M8", "sign-in")
    seen = set()
    for item in result.files:
        if not item.path.endswith(".docx"):
            continue
        for text, used in runs_of((result.folder / item.path).read_bytes()):
            for character in text:
                assert not used or holds(used, character), f"{character} in {used}, {item.path}"
                seen.add(character)
    assert {"珺", "酄", "㛃"} <= seen
    told = {item.character: item for item in result.substitutions if item.wanted == face}
    expected = {"珺", "酄", "㛃"} if face.endswith("GB2312") else {"㛃"}
    assert expected <= set(told)
    assert all(told[character].used for character in expected)
    listed = opened((result.folder / "目录清单.xlsx").read_bytes())["请留意"]
    words = "".join(str(cell) for row in listed.iter_rows(values_only=True) for cell in row if cell)
    assert all(f"“{character}”在{face}里没有，已换成" in words for character in expected)


# -- 22 --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def summary(made_sample, tmp_path_factory) -> bytes:
    """The summary of the sample school by the national rules."""
    with Database.open(made_sample, read_only=True) as db:
        result = written(db, tmp_path_factory.mktemp("summary"), "term-summary")
    return (result.folder / result.files[0].path).read_bytes()


def test_scenario_22_without_the_official_typefaces_word_is_told_what_to_take(summary):
    table = etree.fromstring(part(summary, "word/fontTable.xml"))
    named = {item.get(f"{W}name"): item.find("w:altName", NS) for item in table.findall("w:font", NS)}
    instead = {name: item.get(f"{W}val") for name, item in named.items() if item is not None}
    assert "方正小标宋_GBK" in instead["方正小标宋简体"] and "宋体" in instead["方正小标宋简体"]
    assert instead["仿宋"]


def test_scenario_22_the_title_stays_second_size_in_the_middle_and_the_body_third_size_on_22_lines(summary):
    root = etree.fromstring(part(summary, "word/styles.xml"))
    styles = {item.get(f"{W}styleId"): item for item in root.iter(f"{W}style")}
    document = body(summary)
    title = next(document.iter(f"{W}p"))
    style = styles[title.find("w:pPr/w:pStyle", NS).get(f"{W}val")]
    assert style.find("w:rPr/w:sz", NS).get(f"{W}val") == "44"
    assert style.find("w:pPr/w:jc", NS).get(f"{W}val") == "center"
    assert style.find("w:rPr/w:b", NS) is None
    paragraph = next(item for item in document.iter(f"{W}p") if "我校现有教师" in "".join(item.itertext()))
    assert paragraph.find("w:pPr/w:pStyle", NS).get(f"{W}val") == "BodyText"
    assert styles["BodyText"].find("w:rPr/w:sz", NS) is None and paragraph.find(".//w:sz", NS) is None
    assert root.find("w:docDefaults/w:rPrDefault/w:rPr/w:sz", NS).get(f"{W}val") == "32"
    spacing = styles["Normal"].find("w:pPr/w:spacing", NS)
    margins, page = document.find(".//w:pgMar", NS), document.find(".//w:pgSz", NS)
    room = int(page.get(f"{W}h")) - int(margins.get(f"{W}top")) - int(margins.get(f"{W}bottom"))
    assert room // int(spacing.get(f"{W}line")) == 22 and spacing.get(f"{W}lineRule") == "exact"


def test_scenario_22_page_numbers_stand_outside_and_their_field_is_in_runs_of_its_own(summary):
    """WPS shows no number when begin, instruction and end of the field share one run (domain 4.3)."""
    assert etree.fromstring(part(summary, "word/settings.xml")).find("w:evenAndOddHeaders", NS) is not None
    sides = {}
    for reference in body(summary).iter(f"{W}footerReference"):
        relations = etree.fromstring(part(summary, "word/_rels/document.xml.rels"))
        wanted = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        target = next(item.get("Target") for item in relations if item.get("Id") == wanted)
        footer = etree.fromstring(part(summary, f"word/{target}"))
        kinds = []
        for run in footer.iter(f"{W}r"):
            marks = [child for child in run if child.tag in (f"{W}fldChar", f"{W}instrText", f"{W}t")]
            assert len(marks) <= 1
            kinds += [mark.get(f"{W}fldCharType") or (mark.text or "").strip() for mark in marks]
        assert kinds == ["—", "begin", "PAGE", "separate", "1", "end", "—"]
        paragraph = next(footer.iter(f"{W}p"))
        aligned = paragraph.find("w:pPr/w:jc", NS)
        sides[reference.get(f"{W}type")] = aligned.get(f"{W}val") if aligned is not None else "left"
    assert sides == {"default": "right", "even": "left"}


# -- 28 --------------------------------------------------------------------------------------------------------------


def mend(db: Database) -> None:
    """Closes the five gaps of the sample school the way a director would."""
    records = term_of(db)
    recommended = next(item for item in records.recommendations if not item.textbook)
    reporting_edits.recommend(db, recommended.but(textbook="统编版"))
    timetabling.save_progress(
        db,
        Progress(term_uid=records.term.uid, grade=6, subject="英语", first_week=1, last_week=18, content="按单元进行"),
    )
    leader = next(
        item for item in records.participants if item.role == "主管领导" and item.teacher_uid and not item.signed_out
    )
    people = records.participants_of[leader.activity_uid]
    meeting.set_participants(
        db, leader.activity_uid, [item.but(signed_out="15:41") if item.uid == leader.uid else item for item in people]
    )
    day = next(item for item in records.activities if item.is_joint and item.happened_on == date(2025, 4, 21))
    meeting.add_photos(db, day.uid, "评课记录", [("评课.jpg", a_photo(800, 600))])
    short = next(
        item
        for item in records.handins
        if item.kind == "reflection" and item.teacher_uid == teacher_named(records, "赵敏").uid
    )
    meeting.save_handin(db, short.but(text=short.text + "谢谢。"))


def test_scenario_28_all_ten_items_whole_make_one_named_folder_without_any_network(sample, call, tmp_path, monkeypatch):
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    before = call("check", sample, "--as-of", "2025-06-08")
    assert before.code == 3 and "还缺5处" in before.err
    with Database.open(sample) as db:
        mend(db)
    told = call("check", sample, "--as-of", "2025-06-08", "--json")
    found = json.loads(told.out)
    assert told.code == 0, [item for item in found if item["status"] in ("short", "late")]
    materials = [item for item in found if item["kind"] == "material"]
    assert len(materials) == 10 and all(item["status"] == "met" for item in materials)
    assert "齐了10／10项" in told.err

    made = call("export", sample, "--out", tmp_path / "出", "--as-of", "2025-06-08")
    assert made.code == 0, made.err
    (folder,) = (tmp_path / "出").iterdir()
    assert folder.name == "清水酄乡中心小学_2025年春季学期_校本教研材料"
    names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    assert [name[:2] for name in names] == [f"{number:02d}" for number in range(1, 11)]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert [item["copies"] for item in manifest["materials"]] == [1, 1, 1, 1, 1, 1, 2, 1, 1, 1]
    assert manifest["not_made"] == [] and manifest["left_out"] == []
    assert {item["path"] for item in manifest["files"]} == {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.parent != folder
    }
    for path in folder.rglob("*"):
        assert not re.search(r'[\\:*?"<>|]', path.name) and len(path.name.encode()) < 200
        if path.suffix in (".docx", ".xlsx"):
            data = path.read_bytes()
            assert not [name for name in part_names(data) if name.endswith(".xml") and b"{{" in part(data, name)]


def test_scenario_28_before_the_deadline_short_and_after_it_late(sample, call):
    for day, status in (("2025-06-08", "short"), ("2025-06-09", "late")):
        found = json.loads(call("check", sample, "--as-of", day, "--json").out)
        assert {item["status"] for item in found if item["kind"] == "material" and item["missing"]} == {status}


# -- 30 --------------------------------------------------------------------------------------------------------------


def test_scenario_30_the_same_data_exported_twice_gives_the_same_parts(made_sample, tmp_path):
    with Database.open(made_sample, read_only=True) as db:
        first = written(db, tmp_path / "一", made_at=datetime(2025, 6, 8, 10, 32))
    with Database.open(made_sample, read_only=True) as db:
        second = written(db, tmp_path / "二", made_at=datetime(2025, 6, 8, 17, 5))
    one, other = parts_of(first.folder), parts_of(second.folder)
    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert len(first.files) > 100


def test_scenario_30_every_number_of_the_summary_is_that_of_the_table_the_registers_and_the_statistics(
    made_sample, tmp_path
):
    with Database.open(made_sample, read_only=True) as db:
        records = term_of(db)
        found = reporting.stats(db, records.term.uid, DEADLINE)
        result = written(db, tmp_path / "出", "M8", "observation-record", "sign-in", "activity-record")
    paths = [result.folder / item.path for item in result.files]
    told = "".join(lines(body(next(path for path in paths if "总结" in path.name).read_bytes())))
    book = opened(next(path for path in paths if path.suffix == ".xlsx").read_bytes())
    assert_table_agrees(book, found, told)
    total, joint, preparation = found.observations.total, found.joint, found.preparation
    attendance = found.activities.attendance
    own = len(found.activities.done) - joint.days
    for sentence in (
        f"累计听课{total.lessons}节（各听课人分别计算），其中校内{total.inside}节、校外{total.outside}节；写有评语的{total.commented}节",
        f"被听课共{found.observations.taught_lessons}节",
        f"任课教师{len(found.coverage.lessons_of)}人",
        f"参加校际联研{joint.days}次",
        f"我校教师参加{joint.participants}人次，出课{joint.lessons_given}节",
        f"听课笔记{joint.notes}份、活动心得{joint.reflections}篇",
        f"开展校本教研活动{own}次",
        f"应到{attendance.expected}人次，实到{attendance.present}人次",
        f"研究课例{preparation.studies}个",
        f"意见{preparation.comments}条，采纳和部分采纳{preparation.adopted}条",
    ):
        assert sentence in told, sentence
    # by kind and by subject, each list adds up to the whole
    assert sums(told, "按类别分：") == sums(told, "按学科分：") == total.lessons
    assert sums(told, f"开展校本教研活动{own}次（", "次") == own
    # the papers behind the figures: one for each observation that counts, one register for each activity
    heard = [item for item in records.observations if item.happened_on <= DEADLINE and not item.is_draft]
    assert len([item for item in result.files if item.title == "听课记录表"]) == len(heard) == total.records
    assert sum(item.lesson_count for item in heard) == total.lessons
    came = [
        person
        for activity in found.activities.done
        for person in records.participants_of[activity.uid]
        if person.teacher_uid and person.attendance == "present"
    ]
    assert len(came) == attendance.present
    # a register is printed before the day as well; of the days that were there is one each
    registers = [item.path for item in result.files if item.title == "签到册" and item.path < "签到册/2025-06-09"]
    assert len(registers) == len(found.activities.done)


def test_scenario_30_every_list_adds_up_however_loosely_things_were_entered(tmp_path):
    """A lesson without its subject, a joint day under another kind, another kind called joint: all are counted."""
    school = SmallSchool(tmp_path / "学校.jiaoyan")
    for period, subject in enumerate(("数学", "", "数学"), 1):
        school.hear(school.director, school.xu, date(2025, 4, 8), period, subject=subject)
    for kind, is_joint in (("评课议课", True), ("校际联研", False), ("集体备课", False), ("集体备课", False)):
        planning.save_activity(
            school.db,
            Activity(
                term_uid=school.term.uid,
                kind=kind,
                title=kind,
                is_joint=is_joint,
                state="done",
                happened_on=date(2025, 4, 9),
            ),
        )
    result = written(school.db, tmp_path / "出", "term-summary")
    school.db.close()
    told = "".join(lines(body((result.folder / result.files[0].path).read_bytes())))
    assert "累计听课3节" in told and sums(told, "按学科分：") == 3 and "未写学科1节" in told
    assert "参加校际联研1次" in told
    assert "开展校本教研活动3次" in told and sums(told, "开展校本教研活动3次（", "次") == 3


def sums(text: str, after: str, unit: str = "节") -> int:
    """The sum of the numbers in the list that follows some words."""
    start = text.index(after) + len(after)
    end = min(place for mark in "。）" if (place := text.find(mark, start)) > 0)
    return sum(int(number) for number in re.findall(rf"(\d+){unit}", text[start:end]))


def assert_table_agrees(book, found: TermStatistics, told: str) -> None:
    rows = list(book["汇总"].iter_rows(values_only=True))
    total = found.observations.total
    people = [row for row in rows if isinstance(row[0], int)]
    assert sum(row[10] for row in people) == total.lessons
    assert sum(row[11] for row in people) == total.outside
    assert sum(row[12] for row in people) == total.commented
    quotas = [row for row in rows if isinstance(row[3], int)]
    assert len(quotas) == len(found.quotas)
    for row, quota in zip(quotas, found.quotas, strict=True):
        assert row[2].startswith(quota.post_title) and row[3:6] == (quota.target, quota.done, quota.gap)
        assert (
            f"{quota.post_title}{found.names.teacher(quota.teacher_uid)}应听{quota.target}节，已听{quota.done}节"
            in told
        )
    months = list(book["按月"].iter_rows(values_only=True))[3:-1]
    assert sum(row[-1] for row in months) == total.lessons
