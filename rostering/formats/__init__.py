"""Readers and writers: our own JSON problem, three public formats, and rosters as CSV."""

from __future__ import annotations

from enum import StrEnum

from rostering.formats.curtois import read_curtois
from rostering.formats.errors import FormatError
from rostering.formats.inrc1_problem import read_inrc1
from rostering.formats.inrc2 import kind_of
from rostering.formats.inrc2_problem import read_inrc2
from rostering.formats.native import read_native, write_native
from rostering.formats.rosters import read_roster, write_roster
from rostering.formats.xml_tree import is_xml
from rostering.problem import Problem

__all__ = [
    "Format",
    "FormatError",
    "format_of",
    "read_curtois",
    "read_inrc1",
    "read_inrc2",
    "read_native",
    "read_problem",
    "read_roster",
    "write_native",
    "write_roster",
]


class Format(StrEnum):
    """What a problem can be written in."""

    NATIVE = "our own JSON"
    CURTOIS = "the public text of Curtois and Qu"
    INRC1 = "the XML of the First International Nurse Rostering Competition"
    INRC2 = "the files of the Second International Nurse Rostering Competition"


def format_of(text: str) -> Format:
    """Return the format of a file, recognised from its content.

    Parameters
    ----------
    text : str
        What is in the file; of several files that make up a problem, any.

    Returns
    -------
    Format
        Which of those that `read_problem` reads.

    Raises
    ------
    FormatError
        When it is none of them.
    """
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        return Format.NATIVE
    if is_xml(text):
        return Format.INRC1
    if kind_of(text):
        return Format.INRC2
    if "SECTION_" in text:
        return Format.CURTOIS
    raise FormatError(
        1, "not a JSON problem of ours, nor XML, nor a text with SECTION_ headings, nor a scenario"
    )


def read_problem(text: str, *more: str) -> Problem:
    """Return the problem in a file of any known format, or in the several files of one.

    Parameters
    ----------
    text, *more : str
        What is in the files: one, or a scenario, a history and weeks in order.

    Returns
    -------
    Problem
        Ready to be solved.

    Raises
    ------
    FormatError
        When the files are no problem; it names file, line and field at fault.
    """
    kind = format_of(text)
    if kind is Format.INRC2:
        return read_inrc2((text, *more))
    if more:
        raise FormatError(1, f"{kind} comes in one file", part=1)
    readers = {
        Format.NATIVE: read_native,
        Format.CURTOIS: read_curtois,
        Format.INRC1: read_inrc1,
    }
    return readers[kind](text)
