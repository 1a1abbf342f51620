"""The composers a form.toml may name."""

from __future__ import annotations

from . import assignments, observation_tables, plan, story, summary, timetables
from .request import Composer

COMPOSERS: dict[str, Composer] = {
    "plan": Composer(make=plan.compose_plan),
    "term-summary": Composer(make=summary.compose_summary),
    "photo-story": Composer(make=story.compose_story, attachments=story.story_pictures),
    "timetable-school": Composer(make=timetables.compose_school),
    "timetable-class": Composer(make=timetables.compose_classes),
    "timetable-teacher": Composer(make=timetables.compose_teachers),
    "assignments-by-class": Composer(make=assignments.compose_by_class),
    "observation-statistics": Composer(make=observation_tables.compose_statistics),
}
