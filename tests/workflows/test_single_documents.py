"""One document, or a few, of chosen records."""

from __future__ import annotations

import pytest

from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.preparation import Draft
from jiaoyan_desktop.errors import UserError
from jiaoyan_desktop.workflows import single_documents
from tests.documents import report_world as world
from tests.documents.office_files import assert_sound, body, lines
from tests.workflows.reporting_file import a_school_file


@pytest.fixture
def db(tmp_path):
    with a_school_file(tmp_path) as found:
        yield found


def heard(db) -> list[Observation]:
    items = db.find(Observation, is_draft=0, order_by="happened_on")
    return [item for item in items if item.happened_on <= world.AS_OF][:2]


def test_chosen_observations_become_a_document_each(db, tmp_path):
    items = heard(db)
    plan = single_documents.gather(db, "term", "observation-record", [item.uid for item in items], world.AS_OF)
    names = single_documents.file_names(plan)
    assert len(set(names)) == 2 and all(name.endswith(".docx") for name in names)
    told = []
    made = single_documents.write(plan, [tmp_path / name for name in names], lambda share, text: told.append(share))
    assert told[0] == 0 and told[-1] == 1
    for path in made.files:
        assert_sound(path.read_bytes())
    assert items[0].topic in "\n".join(lines(body(made.files[0].read_bytes())))
    assert sorted(path.name for path in tmp_path.glob(".正在*")) == []


def test_a_lesson_plan_is_written_over_the_one_before(db, tmp_path):
    draft = db.find(Draft)[0]
    plan = single_documents.gather(db, "term", "lesson-plan", [draft.uid], world.AS_OF)
    target = tmp_path / "教案.docx"
    target.write_bytes(b"old")
    single_documents.write(plan, [target])
    assert_sound(target.read_bytes())


def test_records_that_cannot_be_printed_are_told(db):
    with pytest.raises(UserError, match="还印不出来"):
        single_documents.gather(db, "term", "observation-record", ["gone"], world.AS_OF)


def test_a_place_that_cannot_be_written_is_named(db, tmp_path):
    plan = single_documents.gather(db, "term", "observation-record", [heard(db)[0].uid], world.AS_OF)
    with pytest.raises(UserError, match="写不到"):
        single_documents.write(plan, [tmp_path / "没有这个文件夹" / "a.docx"])
