"""Dialogs; each one is a question with an ask() that returns plain data."""
