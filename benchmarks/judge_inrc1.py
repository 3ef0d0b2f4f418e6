"""A referee for the First International Nurse Rostering Competition: what a roster costs, by the definition.

Nothing of the application is used here, so that two readings of the definition stand beside each other. Call
``python -m benchmarks.judge_inrc1 sprint01.xml -- roster.csv``; it prints the cost and what is not lawful.

The definition is that of Haspeslagh, De Causmaecker, Schaerf and Stolevik (2014), "The first international
nurse rostering competition 2010", Annals of Operations Research 218. What it leaves open is counted as an
open evaluator does (github.com/dmeignan/INRC2010-UOS-evaluator): runs at both ends of the period count as
long as they are; on a weekend worked on all days each day costs once for every type of duty on another day;
and "no night before a free weekend" costs nothing.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: First weekday and number of days of a weekend.
WEEKENDS = {
    "SaturdaySunday": ("Saturday", 2),
    "FridaySaturdaySunday": ("Friday", 3),
    "SaturdaySundayMonday": ("Saturday", 3),
    "FridaySaturdaySundayMonday": ("Friday", 4),
}
#: What a weekend costs by its days: x for work, o for a day off.
BROKEN = {"xo": 1, "ox": 1, "xxo": 1, "oxx": 1, "xox": 4, "xoo": 2, "oxo": 2, "oox": 2} | {
    "xxxo": 1,
    "xxox": 5,
    "xxoo": 2,
    "xoxx": 5,
    "xoxo": 6,
    "xoox": 6,
    "xooo": 3,
    "oxxx": 1,
    "oxxo": 2,
    "oxox": 6,
    "oxoo": 3,
    "ooxx": 2,
    "ooxo": 3,
    "ooox": 3,
}

#: By person: the type of duty on each day, empty for a day off.
Rows = Mapping[str, list[str]]


@dataclass(frozen=True)
class Verdict:
    """What a roster costs, and what makes it unlawful."""

    cost: int
    violations: list[str]


class Instance:
    """One file of the competition."""

    def __init__(self, text: str) -> None:
        self.root = root = ElementTree.fromstring(text)
        first, last = (date.fromisoformat(self.text(root, name)) for name in ("StartDate", "EndDate"))
        self.dates = [first + timedelta(days=day) for day in range((last - first).days + 1)]
        self.weekdays = [WEEKDAYS[date.weekday()] for date in self.dates]
        self.contracts = {element.attrib["ID"]: element for element in root.iterfind("Contracts/Contract")}
        self.employees = {element.attrib["ID"]: element for element in root.iterfind("Employees/Employee")}

    @staticmethod
    def text(element: ElementTree.Element, path: str) -> str:
        """Return the text of an element in another, without blanks around it."""
        return (element.findtext(path) or "").strip()

    def needed(self, day: int) -> dict[str, int]:
        """Return how many people each type of duty needs on a day."""
        covers = {}
        for group, key, wanted in (
            ("DayOfWeekCover", "Day", self.weekdays[day]),
            ("DateSpecificCover", "Date", self.dates[day].isoformat()),
        ):
            for element in self.root.iterfind(f"CoverRequirements/{group}"):
                if self.text(element, key) == wanted:
                    for cover in element.iterfind("Cover"):
                        covers[self.text(cover, "Shift")] = int(self.text(cover, "Preferred"))
        return covers

    def judge(self, rows: Rows) -> Verdict:
        """Return what a roster costs and breaks."""
        violations = []
        for day, needed in ((day, self.needed(day)) for day in range(len(self.dates))):
            worked = [row[day] for row in rows.values() if row[day]]
            for shift in sorted({*needed, *worked}):
                if worked.count(shift) != needed.get(shift, 0):
                    violations.append(f"{worked.count(shift)} of {needed.get(shift, 0)} {shift} on day {day}")
        cost = sum(sum(self.costs(name, rows[name])) for name in self.employees)
        return Verdict(cost + sum(self.wishes(rows)), violations)

    def wishes(self, rows: Rows) -> Iterator[int]:
        """Yield the weight of each request that is not met."""
        for what in ("DayOff", "DayOn", "ShiftOff", "ShiftOn"):
            for element in self.root.iterfind(f"{what}Requests/{what}"):
                day = self.dates.index(date.fromisoformat(self.text(element, "Date")))
                has = rows[self.text(element, "EmployeeID")][day]
                is_worked = (
                    has == self.text(element, "ShiftTypeID") if what.startswith("Shift") else bool(has)
                )
                if is_worked != what.endswith("On"):
                    yield int(element.attrib["weight"])

    def costs(self, name: str, row: list[str]) -> Iterator[int]:
        """Yield what a person's roster costs by their contract, rule by rule."""
        employee = self.employees[name]
        contract = self.contracts[self.text(employee, "ContractID")]
        works = [bool(shift) for shift in row]
        yield from limit(contract, "NumAssignments", [sum(works)], also_none=True)
        yield from limit(contract, "ConsecutiveWorkingDays", lengths(works, True))
        yield from limit(contract, "ConsecutiveFreeDays", lengths(works, False))
        first, length = WEEKENDS[self.text(contract, "WeekendDefinition")]
        starts = [day for day, weekday in enumerate(self.weekdays) if weekday == first]
        weekends = [row[day : day + length] for day in starts if day + length <= len(row)]
        yield from limit(contract, "ConsecutiveWorkingWeekends", lengths(map(any, weekends), True))
        for weekend in weekends:
            pattern = "".join("x" if shift else "o" for shift in weekend)
            yield switched(contract, "CompleteWeekends") * BROKEN.get(pattern, 0)
            if all(weekend):
                others = sum(shift != other for shift in set(weekend) for other in weekend)
                yield switched(contract, "IdenticalShiftTypesDuringWeekend") * others
        yield from self.patterns(contract, row)
        held = {self.text(skill, ".") for skill in employee.iterfind("Skills/Skill")}
        for shift in filter(None, row):
            wanted = self.root.find(f"ShiftTypes/Shift[@ID='{shift}']")
            assert wanted is not None
            skills = {self.text(skill, ".") for skill in wanted.iterfind("Skills/Skill")}
            yield switched(contract, "AlternativeSkillCategory") * (not skills <= held)

    def patterns(self, contract: ElementTree.Element, row: list[str]) -> Iterator[int]:
        """Yield the weight of each unwanted pattern, each time that it is there."""
        for listed in contract.iterfind("UnwantedPatterns/Pattern"):
            pattern = self.root.find(f"Patterns/Pattern[@ID='{self.text(listed, '.')}']")
            assert pattern is not None
            entries = sorted(
                pattern.iterfind("PatternEntries/PatternEntry"), key=lambda entry: int(entry.attrib["index"])
            )
            for start in range(len(row) - len(entries) + 1):
                if all(
                    self.meets(entry, start + place, row[start + place])
                    for place, entry in enumerate(entries)
                ):
                    yield int(pattern.attrib["weight"])

    def meets(self, entry: ElementTree.Element, day: int, shift: str) -> bool:
        """Return whether a day is as an entry of a pattern says."""
        wanted, weekday = self.text(entry, "ShiftType"), self.text(entry, "Day")
        if weekday not in ("Any", self.weekdays[day]):
            return False
        return bool(shift) if wanted == "Any" else not shift if wanted == "None" else shift == wanted


def lengths(values: Iterable[bool], wanted: bool) -> list[int]:
    """Return the lengths of the runs of a value."""
    return [len(list(run)) for value, run in groupby(values) if value == wanted]


def limit(
    contract: ElementTree.Element, name: str, numbers: list[int], *, also_none: bool = False
) -> Iterator[int]:
    """Yield what numbers beyond the least and the most cost."""
    for prefix, sign in (("Min", -1), ("Max", 1)):
        element = contract.find(prefix + name)
        if element is not None and element.attrib.get("on", "1") in ("1", "true"):
            bound, weight = int(element.text or 0), int(element.attrib["weight"])
            for number in numbers:
                if number or also_none:
                    yield max(0, sign * (number - bound)) * weight


def switched(contract: ElementTree.Element, name: str) -> int:
    """Return the weight of a rule that is on or off."""
    element = contract.find(name)
    is_on = element is not None and (element.text or "").strip() == "true"
    return int(element.attrib["weight"]) if element is not None and is_on else 0


def main(arguments: list[str]) -> int:
    """Print what a roster costs, and what it breaks."""
    path, _, roster = arguments
    instance = Instance(Path(path).read_text(encoding="utf-8"))
    rows = {name: [""] * len(instance.dates) for name in instance.employees}
    twice = []
    with Path(roster).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            row, day = rows[line["staff"]], int(line["day"])
            if row[day]:
                twice.append(f"{line['staff']} has two duties on day {day}")
            row[day] = line["shift"]
    verdict = instance.judge(rows)
    violations = twice + verdict.violations
    print(json.dumps({"cost": verdict.cost, "feasible": not violations, "violations": violations}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
