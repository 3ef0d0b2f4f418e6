"""docs/rules.md says what the catalogue and the figures say."""

from __future__ import annotations

from rostering.demand.commands import DOCUMENT
from rostering.demand.document import document


def test_the_document_is_current() -> None:
    """Write it again with `flask --app app rules document`."""
    assert DOCUMENT.read_text(encoding="utf-8") == document()
