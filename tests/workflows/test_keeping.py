"""Undo, redo, recent changes, and typing kept until it is saved."""

from __future__ import annotations

from datetime import date

from jiaoyan_desktop.domain.people import School
from jiaoyan_desktop.workflows import keeping, setting_up


def test_a_change_goes_back_and_forth_and_is_listed(tmp_path):
    with setting_up.new_school(
        tmp_path / "a.jiaoyan", name="清水酄乡中心小学", starts_on=date(2025, 3, 1), ends_on=date(2025, 6, 30)
    ) as db:
        setting_up.revise_school(db, db.find(School)[0].but(town="清水酄乡"))
        keeping.undo(db)
        assert db.find(School)[0].town == ""
        keeping.redo(db)
        assert db.find(School)[0].town == "清水酄乡"
        labels = [info.label for info in keeping.recent(db)]
        assert "修改学校信息" in labels
        assert labels[-1] == "建立学校文件"


def test_the_making_of_the_file_cannot_be_undone(tmp_path):
    with setting_up.new_school(
        tmp_path / "a.jiaoyan", name="清水酄乡中心小学", starts_on=date(2025, 3, 1), ends_on=date(2025, 6, 30)
    ) as db:
        assert not keeping.recent(db)[0].can_undo


def test_typing_is_kept_until_it_is_forgotten(tmp_path):
    with setting_up.new_school(
        tmp_path / "a.jiaoyan", name="清水酄乡中心小学", starts_on=date(2025, 3, 1), ends_on=date(2025, 6, 30)
    ) as db:
        keeping.keep_typing(db, "Activity:new", "活动安排", {"title": "语文组"})
        keeping.keep_typing(db, "Activity:new", "活动安排", {"title": "语文组教研"})
        left = keeping.typing_left(db)
        assert [(piece.key, piece.payload) for piece in left] == [("Activity:new", {"title": "语文组教研"})]
        keeping.forget_typing(db, "Activity:new")
        assert keeping.typing_left(db) == []
