"""Rosters as CSV with the columns staff, day and shift; a day off has no row.

The shift column holds the duty's type where that names one duty of the day, and the duty's key otherwise.
"""

from __future__ import annotations

import csv
import io
from collections import Counter

from rostering.formats.errors import FormatError
from rostering.problem import Problem, Roster

HEADER = ("staff", "day", "shift")


def write_roster(problem: Problem, roster: Roster) -> str:
    """Return a roster as CSV, by person in the order of the problem and then by day."""
    place = {worker.key: number for number, worker in enumerate(problem.workers)}
    same_type = Counter((shift.day, shift.type_key) for shift in problem.shifts)
    rows = []
    for one in roster.assignments:
        shift = problem.shift_of[one.shift]
        only_one = same_type[shift.day, shift.type_key] == 1
        rows.append((place[one.worker], shift.day, one.worker, shift.type_key if only_one else shift.key))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows((worker, day, shift) for _, day, worker, shift in sorted(rows))
    return out.getvalue()


def read_roster(problem: Problem, text: str) -> Roster:
    """Return the roster in a CSV file; raise FormatError naming the line at fault."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    by_name: dict[tuple[int, str], list[str]] = {}
    for shift in problem.shifts:
        for name in {shift.key, shift.type_key}:
            by_name.setdefault((shift.day, name), []).append(shift.key)
    pairs: list[tuple[str, str]] = []
    try:
        header = next(reader, [])
        if tuple(cell.strip() for cell in header) != HEADER:
            raise FormatError(1, "the header must be staff,day,shift")
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                pairs.append(_pair(problem, by_name, cells, reader.line_num))
    except csv.Error as error:
        raise FormatError(reader.line_num, str(error)) from error
    return Roster.of(pairs)


def _pair(
    problem: Problem, by_name: dict[tuple[int, str], list[str]], cells: list[str], line: int
) -> tuple[str, str]:
    if len(cells) != len(HEADER):
        raise FormatError(line, f"{len(cells)} cells where there should be {len(HEADER)}")
    worker, day_text, name = cells
    if worker not in problem.worker_of:
        raise FormatError(line, f"there is no worker {worker!r}")
    if not (day_text.isascii() and day_text.isdigit()) or int(day_text[:9]) >= problem.days:
        raise FormatError(
            line, f"the day must be a whole number from 0 to {problem.days - 1}, not {day_text!r}"
        )
    keys = by_name.get((int(day_text), name), [])
    if name in keys:
        return worker, name
    if not keys:
        raise FormatError(line, f"there is no shift {name!r} on day {day_text}")
    if len(keys) > 1:
        raise FormatError(line, f"{name!r} could be any of {', '.join(keys)}: give one of these")
    return worker, keys[0]
