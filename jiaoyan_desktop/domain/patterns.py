"""Patterns that are compiled at their first use: with their ranges of Chinese characters they delay every start."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class _Late:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))  # from now on as fast as the pattern itself
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled when it is first used; a wrong one is noticed by the tests that use it."""
    return cast("re.Pattern[str]", _Late(source, flags))
