"""What forms made for one observer, and the lists of 听课统计, may ask for."""

from __future__ import annotations

from typing import Any

from jiaoyan_desktop.domain.naming import weekday_name
from jiaoyan_desktop.domain.observation import Observation
from jiaoyan_desktop.domain.observation_figures import Tally
from jiaoyan_desktop.domain.people import Teacher

from .observing import OBSERVATION, taught_by
from .people import TEACHER
from .registry import Area, Field, Getter, RowList, Select, fields
from .scene import Scene

_NOTHING = Tally()


def observers(scene: Scene) -> list[Teacher]:
    """Everybody who observed or has to observe up to the date of counting, in the order of the roster."""
    bound = {quota.teacher_uid for quota in scene.statistics.quotas if not quota.is_former or quota.done}
    heard = scene.statistics.observations.by_observer
    return [item for item in scene.records.teachers if item.uid in bound or item.uid in heard]


def heard_by(scene: Scene, teacher: Teacher) -> tuple[Observation, ...]:
    """The observations that count for that observer, in order of days."""
    found = scene.statistics.observations.observations_of.get(teacher.uid, ())
    return tuple(sorted(found, key=lambda item: (item.happened_on, item.period)))


def tally(scene: Scene, teacher: Teacher) -> Tally:
    """The sums of that observer."""
    return scene.statistics.observations.by_observer.get(teacher.uid, _NOTHING)


def _sum(attribute: str) -> Getter:
    return lambda scene, teacher: getattr(tally(scene, teacher), attribute)


def _target(scene: Scene, teacher: Teacher) -> int | None:
    """The largest number asked of any post she holds; None where nothing is asked."""
    asked = [quota.target for quota in scene.statistics.quotas if quota.teacher_uid == teacher.uid]
    return max(asked) if asked else None


def _numbered_own(scene: Scene, teacher: Teacher) -> list[tuple[int, Observation]]:
    return list(enumerate(heard_by(scene, teacher), 1))


def _second(item: Field) -> Field:
    def get(scene: Scene, pair: Any) -> Any:
        return item.get(scene, pair[1])

    return Field(name=item.name, meaning=item.meaning, get=get)


OBSERVER: tuple[Field, ...] = TEACHER + fields(
    ("target", "应听节数（几个职务里最高的）", _target),
    ("lessons", "已听节数", _sum("lessons")),
    ("commented", "有评语的节数", _sum("commented")),
    ("inside", "校内节数", _sum("inside")),
    ("outside", "校外节数", _sum("outside")),
)
_OWN = fields(
    ("number", "序号", lambda _, pair: pair[0]),
    ("weekday_short", "星期，如周一", lambda _, pair: weekday_name(pair[1].happened_on.isoweekday())),
    ("teacher", "授课教师", lambda scene, pair: taught_by(scene, pair[1])),
) + tuple(_second(item) for item in OBSERVATION)

AREA = Area(
    fields={"observer": OBSERVER},
    lists=(
        RowList(name="own_observations", meaning="本人听的课", one_per=("observer",), items=_numbered_own, fields=_OWN),
    ),
    selects=(Select(name="observers", meaning="听过课或应当听课的人", one_per="observer", pick=observers),),
)
