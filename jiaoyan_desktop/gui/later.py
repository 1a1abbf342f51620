"""Modules of ours that the first paint does not wait for: a table of them, loaded by name when first asked for.

This is not a way around a cycle (the layers stay as they are): most of a start is loading, and a dialog or a tab that
nobody has opened yet would delay the window. ``load_all`` fetches what is left once the window is at rest.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

_PACKAGE = "jiaoyan_desktop"
MODULES = {
    "opening": "gui.opening",
    "workspace": "gui.workspace",
    "keeping": "workflows.keeping",
    "calendar": "gui.tabs.calendar_tab",
    "term_records": "store.term_records",
    "observation": "gui.tabs.observation_tab",
    "preparation": "gui.tabs.preparation_tab",
    "report": "gui.tabs.report_tab",
    "people": "gui.tabs.people_tab",
    "setting_up": "workflows.setting_up",
    "standing": "gui.standing",
    "find_everything": "gui.find_everything",
    "school_dialogs": "gui.dialogs.school_dialogs",
    "calendar_dialogs": "gui.dialogs.calendar_dialogs",
    "changes_dialog": "gui.dialogs.changes_dialog",
    "help_window": "gui.help_window",
    "backups": "gui.backups",
    "backing_up": "workflows.backing_up",
    "sample": "gui.sample",
    "calendar_views": "gui.tabs.calendar_views",
    "start_page": "gui.start_page",
    "crash_window": "gui.crash_window",
    "typing_left": "gui.dialogs.typing_left_dialog",
}


def load(name: str) -> ModuleType:
    """The module of that name in the table."""
    return importlib.import_module(f"{_PACKAGE}.{MODULES[name]}")


def load_next() -> bool:
    """Loads one module that is not there yet; False when all are."""
    for path in MODULES.values():
        if f"{_PACKAGE}.{path}" not in sys.modules:
            importlib.import_module(f"{_PACKAGE}.{path}")
            return True
    return False
