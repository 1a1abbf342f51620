"""The end-to-end tests really have a screen: otherwise they would prove less than they say."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from tests import virtual_screen


def test_the_window_is_a_real_one(qtbot):
    real = os.name == "nt" or virtual_screen.available()
    assert (QGuiApplication.platformName() == "offscreen") is not real
    if real and os.name != "nt":
        assert QGuiApplication.primaryScreen().size().toTuple() == (1366, 768)
