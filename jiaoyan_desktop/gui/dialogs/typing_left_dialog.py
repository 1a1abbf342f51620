"""What was being typed when the program last ended: shown with its content and time, taken up again or given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from jiaoyan_desktop.domain.glossary import RECORD_NAMES
from jiaoyan_desktop.store.recovery import Recovery
from jiaoyan_desktop.workflows import keeping

from .. import messages
from ..desk import Desk

WRITE_ON, LATER, GIVE_UP = "接着写", "看看再说", "不要了"
MOST_SHOWN = 160


def offer(parent: QWidget | None, desk: Desk, restore: Callable[[str, dict[str, Any]], bool]) -> None:
    """Asks about each piece; ``restore`` hands it to the tab it belongs to. What is left alone is offered next time."""
    for piece in keeping.typing_left(desk.db):
        moment = datetime.fromisoformat(piece.saved_at)
        kind = RECORD_NAMES.get(piece.key.partition(":")[0], "内容")
        when = f"{moment.month}月{moment.day}日 {moment.hour}:{moment.minute:02d}"
        what = f"上次有一份{kind}没写完（{piece.title}，写到{when}）。"
        chosen = messages.ask(parent, what + "接着写吗？", words_of(piece), choices=(WRITE_ON, LATER, GIVE_UP))
        if chosen == WRITE_ON:
            if not restore(piece.key, piece.payload):
                messages.tell(parent, "写到一半的内容还在，可是现在没有能接着写它的地方。", words_of(piece))
        elif chosen == GIVE_UP:
            keeping.forget_typing(desk.db, piece.key)


def words_of(piece: Recovery) -> str:
    """The longest things typed, so that the person knows what it was."""
    texts = [value for value in piece.payload.values() if isinstance(value, str) and value.strip()]
    typed = [text for text in texts if not (len(text) == 36 and text.count("-") == 4)]  # uids say nothing
    joined = "　".join(sorted(typed, key=len, reverse=True)[:4])
    return joined[:MOST_SHOWN] + ("…" if len(joined) > MOST_SHOWN else "")
