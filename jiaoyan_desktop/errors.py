"""The two kinds of failure that are told to a person; everything else is a bug and is never caught."""

from __future__ import annotations


class UserError(Exception):
    """A person's mistake, shown as it is.

    ``field`` names the record field (English name) so that a dialog can mark it; ``cure`` is the sentence that says
    what to do; ``suggestion`` is a value that can be taken over at one click (for example a date that does exist).
    """

    def __init__(self, message: str, *, field: str = "", cure: str = "", suggestion: object = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.cure = cure
        self.suggestion = suggestion

    def __str__(self) -> str:
        return f"{self.message}{self.cure}" if self.cure else self.message


class StorageTrouble(Exception):
    """The world's fault: disk, lock, damage, a newer file. Made only in ``store/``; carries advice, never a code.

    ``kind`` is one of: locked, full, read_only, damaged, newer, foreign, missing, io.
    """

    def __init__(self, kind: str, message: str, *, cure: str = "", path: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.cure = cure
        self.path = path

    def __str__(self) -> str:
        return f"{self.message}{self.cure}" if self.cure else self.message
