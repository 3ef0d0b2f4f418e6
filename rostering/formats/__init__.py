"""Readers and writers: our own JSON problem, the public Curtois text format, and rosters as CSV."""

from __future__ import annotations

from rostering.formats.curtois import read_curtois
from rostering.formats.errors import FormatError
from rostering.formats.native import read_native, write_native
from rostering.formats.rosters import read_roster, write_roster
from rostering.problem import Problem

__all__ = [
    "FormatError",
    "read_curtois",
    "read_native",
    "read_problem",
    "read_roster",
    "write_native",
    "write_roster",
]


def read_problem(text: str) -> Problem:
    """Return the problem in a file of any known format, recognised from its content; raise FormatError."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return read_native(text)
    if "SECTION_" in text:
        return read_curtois(text)
    raise FormatError(1, "neither a JSON problem of ours nor a text with SECTION_ headings")
