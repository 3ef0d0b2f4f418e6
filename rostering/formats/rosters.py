"""Rosters as CSV with the columns staff, day and shift, and skill where asked for; a day off has no row.

The shift column holds the duty's type where that names one duty of the day, and the duty's key otherwise.
With a skill column, type and skill together name a duty: the one that is for people with that role.
"""

from __future__ import annotations

import csv
import io

from rostering.formats.errors import FormatError
from rostering.formats.inrc1_solution import read_solution
from rostering.formats.xml_tree import is_xml
from rostering.problem import Problem, Roster, Shift

HEADER = ("staff", "day", "shift")
WITH_SKILL = (*HEADER, "skill")


def write_roster(problem: Problem, roster: Roster, *, with_skill: bool = False) -> str:
    """Return a roster as CSV, by person in the order of the problem and then by day.

    Parameters
    ----------
    problem, roster
        The roster, and the problem whose people and duties it names.
    with_skill : bool
        Whether each duty is written with the role that it is worked in.

    Returns
    -------
    str
        A header and a line for each duty: staff, day from 0, shift.
    """
    place = {worker.key: number for number, worker in enumerate(problem.workers)}
    by_name = _by_name(problem, with_skill=with_skill)
    rows = []
    for assignment in roster.assignments:
        shift = problem.shift_of[assignment.shift]
        name = _name(shift, with_skill)
        if len(by_name[shift.day, name]) > 1:
            name = (shift.key, *name[1:])
        rows.append((place[assignment.worker], shift.day, assignment.worker, name))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(WITH_SKILL if with_skill else HEADER)
    writer.writerows((worker, day, *name) for _, day, worker, name in sorted(rows))
    return out.getvalue()


def _name(shift: Shift, with_skill: bool) -> tuple[str, ...]:
    return (shift.type_key, ",".join(shift.roles)) if with_skill else (shift.type_key,)


def read_roster(problem: Problem, text: str) -> Roster:
    """Return the roster in a CSV file, or in a solution of the first nurse rostering competition.

    Parameters
    ----------
    problem : Problem
        Whose people and duties it names.
    text : str
        As `write_roster` writes it, or XML.

    Returns
    -------
    Roster
        Lawful or not.

    Raises
    ------
    FormatError
        Names the line at fault.
    """
    if is_xml(text):
        return read_solution(problem, text)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    pairs: list[tuple[str, str]] = []
    try:
        header = tuple(cell.strip() for cell in next(reader, []))
        if header not in (HEADER, WITH_SKILL):
            raise FormatError(1, "the header must be staff,day,shift or staff,day,shift,skill")
        by_name = _by_name(problem, with_skill=header == WITH_SKILL)
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                if len(cells) != len(header):
                    message = f"{len(cells)} cells where there should be {len(header)}"
                    raise FormatError(reader.line_num, message)
                pairs.append(_pair(problem, by_name, cells, reader.line_num))
    except csv.Error as error:
        raise FormatError(reader.line_num, str(error)) from error
    return Roster.of(pairs)


def _by_name(problem: Problem, *, with_skill: bool) -> dict[tuple[int, tuple[str, ...]], list[str]]:
    """Return the keys of the duties that each name could mean, by day."""
    by_name: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for shift in problem.shifts:
        name = _name(shift, with_skill)
        for word in {shift.key, shift.type_key}:
            by_name.setdefault((shift.day, (word, *name[1:])), []).append(shift.key)
    return by_name


def _pair(
    problem: Problem, by_name: dict[tuple[int, tuple[str, ...]], list[str]], cells: list[str], line: int
) -> tuple[str, str]:
    worker, day_text, *name = cells
    if worker not in problem.worker_of:
        raise FormatError(line, f"there is no worker {worker!r}")
    if not (day_text.isascii() and day_text.isdigit()) or int(day_text[:9]) >= problem.days:
        raise FormatError(
            line, f"the day must be a whole number from 0 to {problem.days - 1}, not {day_text!r}"
        )
    keys = by_name.get((int(day_text), tuple(name)), [])
    if name[0] in keys:
        return worker, name[0]
    if not keys:
        raise FormatError(line, f"there is no shift {' '.join(name)!r} on day {day_text}")
    if len(keys) > 1:
        raise FormatError(line, f"{' '.join(name)!r} could be any of {', '.join(keys)}: give one of these")
    return worker, keys[0]
