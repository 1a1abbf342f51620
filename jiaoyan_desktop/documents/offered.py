"""Everything a pack may name, gathered for its loader: fields, lists, formats, composers, choices."""

from __future__ import annotations

from jiaoyan_desktop.domain.requirements import RULE_VALUES

from .compose.registry import COMPOSERS
from .fields.formats import FORMATS
from .fields.values import FIELDS, LISTS, PICTURES, SELECTS
from .vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    fields={one_per: frozenset(named) for one_per, named in FIELDS.items()},
    lists={name: frozenset(item.name for item in source.fields) for name, source in LISTS.items()},
    formats=frozenset(FORMATS),
    pictures=frozenset(PICTURES),
    composers=frozenset(COMPOSERS),
    selects=frozenset(SELECTS),
    rule_values=RULE_VALUES,
)
