"""Two 张丽: on papers for the county each is simply 张丽 where subject or post stands beside her name."""

from __future__ import annotations

from dataclasses import replace

from jiaoyan_desktop.documents.fields.namesakes import names_beside, plain_name, short_name
from jiaoyan_desktop.documents.fields.values import records_for, values_for
from jiaoyan_desktop.domain.activity import Handin
from tests import builders as make
from tests.documents import report_world as world

CHINESE, ENGLISH = "t4", "t5"


def test_the_hint_is_left_out_where_something_beside_the_name_tells_them_apart():
    scene = world.scene()
    assert names_beside(scene, [(CHINESE, ""), ("t3", "")]) == ["张丽", "韩立新"]
    assert names_beside(scene, [(CHINESE, "语文"), (ENGLISH, "英语")]) == ["张丽", "张丽"]


def test_the_hint_stays_where_both_would_read_alike():
    scene = world.scene()
    assert names_beside(scene, [(CHINESE, "教师"), (ENGLISH, "教师")]) == ["张丽（语文）", "张丽（英语）"]
    assert names_beside(scene, [(CHINESE, "组长"), (CHINESE, "组长")]) == ["张丽", "张丽"]


def test_a_file_name_keeps_the_subject_only():
    third, fourth = make.a_class(3, 1, uid="k1"), make.a_class(4, 1, uid="k2")
    people = (
        make.a_teacher("张丽", "语文", uid="n1"),
        make.a_teacher("张丽", "英语", uid="n2"),
        make.a_teacher("阿依古丽·买买提", "语文", uid="n3"),
    )
    given = (make.an_assignment(people[0], third), make.an_assignment(people[1], fourth, "英语"))
    scene = world.scene(teachers=people, classes=(third, fourth), assignments=given)
    assert scene.names.teacher("n1") == "张丽（语文·三（1）班）"
    assert [short_name(scene, uid) for uid in ("n1", "n2", "n3")] == ["张丽（语文）", "张丽（英语）", "阿依古丽·买买提"]


def test_a_file_name_keeps_all_of_the_hint_where_the_subject_is_the_same():
    third, fourth = make.a_class(3, 1, uid="k1"), make.a_class(4, 1, uid="k2")
    people = (make.a_teacher("张丽", "语文", uid="n1"), make.a_teacher("张丽", "语文", uid="n2"))
    given = (make.an_assignment(people[0], third), make.an_assignment(people[1], fourth))
    scene = world.scene(teachers=people, classes=(third, fourth), assignments=given)
    assert [short_name(scene, uid) for uid in ("n1", "n2")] == ["张丽（语文·三（1）班）", "张丽（语文·四（1）班）"]
    assert short_name(scene, None) == plain_name(scene, None) == ""


def test_notes_and_reflections_name_her_plainly_and_their_pages_are_numbered_once():
    whole = world.records()
    given = tuple(
        Handin(uid=f"x{kind}", activity_uid="a2", teacher_uid=CHINESE, kind=kind, text="好", pictures=("note1",))
        for kind in ("note", "reflection")
    )
    scene = world.scene(handins=(*whole.handins, *given))
    for form_id, token in (("observation-notes", "听课教师"), ("reflection", "姓名")):
        form = scene.pack.form(form_id)
        record = next(item for item in records_for(scene, form) if item.teacher_uid == CHINESE)
        values = values_for(scene, form, record)
        assert values.fields[token] == "张丽"
        assert values.fields[f"{token}文件名"] == "张丽（语文）"
        assert [ref.caption for refs in values.pictures.values() for ref in refs] in ([], [""])


def test_a_progress_table_names_its_teacher_plainly():
    whole = world.records()
    fourth = tuple(replace(line, uid=f"four{line.first_week}", grade=4) for line in whole.progress)
    scene = world.scene(progress=fourth)
    form = scene.pack.form("progress")
    assert [values_for(scene, form, table).fields["任课教师"] for table in records_for(scene, form)] == ["张丽"]
