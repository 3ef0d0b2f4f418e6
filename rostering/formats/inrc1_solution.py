"""Reader of solutions of the First International Nurse Rostering Competition, as they are published."""

from __future__ import annotations

from datetime import date

from rostering.formats.errors import FormatError
from rostering.formats.xml_tree import Element, read_xml
from rostering.problem import Problem, Roster

ROOT = "Solution"


def read_solution(problem: Problem, text: str) -> Roster:
    """Return the roster in a solution; raise FormatError naming the line at fault.

    Its assignments name a date, a person, and a type of duty that there is once on that day.
    """
    root = read_xml(text)
    if root.name != ROOT:
        raise FormatError(root.line, f"{root.name[:40]!r} where there should be {ROOT}")
    return Roster.of(_pair(problem, element) for element in root.all("Assignment"))


def _pair(problem: Problem, element: Element) -> tuple[str, str]:
    on, worker, type_key = (element.one(name) for name in ("Date", "Employee", "ShiftType"))
    if worker.text not in problem.worker_of:
        raise FormatError(worker.line, f"there is no worker {worker.text[:40]!r}")
    try:
        day = (date.fromisoformat(on.text) - problem.first_day).days
    except ValueError as error:
        raise FormatError(on.line, f"{on.text[:40]!r} should be a date") from error
    shifts = problem.shifts_on[day] if 0 <= day < problem.days else ()
    keys = [shift.key for shift in shifts if shift.type_key == type_key.text]
    if len(keys) != 1:
        raise FormatError(type_key.line, f"there are {len(keys)} duties {type_key.text[:40]!r} on {on.text}")
    return worker.text, keys[0]
