"""Reader of the files of the Second International Nurse Rostering Competition: scenario, history, weeks.

The weeks are laid end to end and become one problem (`rostering.formats.inrc2_problem`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeVar

from rostering.formats.errors import FormatError
from rostering.formats.fields import number

#: The least and the most of something.
Range: TypeAlias = tuple[int, int]
T = TypeVar("T")

SCENARIO, HISTORY, WEEK = "SCENARIO", "HISTORY", "WEEK_DATA"
#: The headings of each kind of file, by its first.
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    SCENARIO: (
        SCENARIO,
        "WEEKS",
        "SKILLS",
        "SHIFT_TYPES",
        "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS",
        "CONTRACTS",
        "NURSES",
    ),
    HISTORY: (HISTORY, "NURSE_HISTORY"),
    WEEK: (WEEK, "REQUIREMENTS", "SHIFT_OFF_REQUESTS"),
}
#: Headings that announce how many lines follow.
COUNTED = ("SKILLS", "SHIFT_TYPES", "CONTRACTS", "NURSES", "SHIFT_OFF_REQUESTS")
#: Headings that say all in their own line.
ALONE = (SCENARIO, "WEEKS")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ANY, NONE = "Any", "None"
MAX_RUN, MAX_WEEKS = 366, 700


@dataclass(frozen=True, slots=True)
class Contract:
    """The least and the most assignments, days of work in a row, days off in a row; and the weekends."""

    assignments: Range
    work: Range
    rest: Range
    max_weekends: int
    complete_weekends: bool


@dataclass(frozen=True, slots=True)
class Nurse:
    """One person: what they have agreed and can do."""

    contract: Contract
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What was worked before day 0: totals, and for how many days in a row up to the last one."""

    assignments: int
    weekends: int
    last_shift: str
    same_shift: int
    worked: int
    off: int


@dataclass(slots=True)
class Scenario:
    """Everything that holds in all weeks."""

    name: str = ""
    weeks: int = 0
    skills: tuple[str, ...] = ()
    shifts: dict[str, Range] = field(default_factory=dict)
    forbidden: list[tuple[str, str]] = field(default_factory=list)
    contracts: dict[str, Contract] = field(default_factory=dict)
    nurses: dict[str, Nurse] = field(default_factory=dict)


@dataclass(slots=True)
class Week:
    """Needs by weekday, shift and skill as (minimum, optimum), and duties not wanted."""

    needs: dict[tuple[int, str, str], Range] = field(default_factory=dict)
    unwanted: list[tuple[str, int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, in words."""

    at: int
    words: list[str]

    def of(self, *, least: int, most: int | None = None) -> list[str]:
        """Return the words if there are as many as there should be."""
        if not least <= len(self.words) <= (most or least):
            raise FormatError(self.at, f"{len(self.words)} words where there should be {most or least}")
        return self.words

    def known(self, word: str, among: Mapping[str, T], what: str) -> T:
        """Return what a name stands for."""
        if word not in among:
            raise FormatError(self.at, f"there is no {what} {word[:40]!r}")
        return among[word]

    def new(self, word: str, among: Mapping[str, object]) -> str:
        """Return a name that has not been given before."""
        if word in among:
            raise FormatError(self.at, f"{word[:40]!r} is given twice")
        return word

    def range(self, word: str, most: int) -> Range:
        """Return a pair such as ``(2,5)``."""
        low, comma, high = word.removeprefix("(").removesuffix(")").partition(",")
        if not (word.startswith("(") and word.endswith(")") and comma):
            raise FormatError(self.at, f"{word[:40]!r} should be a pair such as (2,5)")
        limits = number(self.at, low, most), number(self.at, high, most)
        if limits[0] > limits[1]:
            raise FormatError(self.at, f"the least is more than the most in {word[:40]!r}")
        return limits

    def counted(self, first: int) -> list[str]:
        """Return the words after a word that says how many of them there are."""
        many = number(self.at, self.of(least=first + 1, most=10_000)[first])
        if many != len(self.words) - first - 1:
            raise FormatError(self.at, f"{len(self.words) - first - 1} names where {many} are announced")
        return self.words[first + 1 :]


@dataclass(slots=True)
class Section:
    """A heading with the words after its equals sign, and the lines below it."""

    heading: Line
    lines: list[Line] = field(default_factory=list)


def kind_of(text: str) -> str | None:
    """Return the first heading of a file if it is one of this format: the kind of file that it is."""
    first = next(iter(text.removeprefix("\ufeff").split()), "")
    return first.partition("=")[0] if first.partition("=")[0] in HEADINGS else None


def sections(text: str) -> dict[str, Section]:
    """Return the sections of a file, all those that its kind has."""
    by_name: dict[str, Section] = {}
    headings = HEADINGS[kind_of(text) or SCENARIO]
    at, last = 1, ""
    for at, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        name, equals, value = (part.strip() for part in raw.partition("="))
        if name in headings:
            if name in by_name:
                raise FormatError(at, f"{name} comes twice")
            by_name[name], last = Section(Line(at, value.split())), name
        elif equals:
            raise FormatError(at, f"there is no section {name[:40]!r} in a file of this kind")
        elif name and not last:
            raise FormatError(at, f"{name[:40]!r} stands before the first heading")
        elif name:
            by_name[last].lines.append(Line(at, name.split()))
    for name in headings:
        if name not in by_name:
            raise FormatError(at, f"the file ends without {name}")
    for name in COUNTED:
        if name in by_name:
            _count(name, by_name[name])
    for name in ALONE:
        for line in by_name[name].lines if name in by_name else ():
            raise FormatError(line.at, f"{line.words[0][:40]!r} stands under {name}, which has no lines")
    return by_name


def _count(name: str, section: Section) -> None:
    many = number(section.heading.at, section.heading.of(least=1)[0])
    if many != len(section.lines):
        raise FormatError(section.heading.at, f"{name} announces {many} lines and has {len(section.lines)}")


def read_scenario(text: str) -> Scenario:
    """Return the scenario in a file."""
    by_name = sections(text)
    scenario = Scenario(name=by_name[SCENARIO].heading.of(least=1)[0])
    weeks = by_name["WEEKS"].heading
    scenario.weeks = number(weeks.at, weeks.of(least=1)[0], MAX_WEEKS)
    skills: dict[str, None] = {}
    for line in by_name["SKILLS"].lines:
        skills[line.new(line.of(least=1)[0], skills)] = None
    scenario.skills = tuple(skills)
    for line in by_name["SHIFT_TYPES"].lines:
        shift, run = line.of(least=2)
        scenario.shifts[line.new(shift, scenario.shifts)] = line.range(run, MAX_RUN)
    told: dict[str, None] = {}
    for line in by_name["FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"].lines:
        told[line.new(line.words[0], told)] = None
        for later in line.counted(1):
            for word in (line.words[0], later):
                line.known(word, scenario.shifts, "shift")
            scenario.forbidden.append((line.words[0], later))
    for shift in scenario.shifts:
        if shift not in told:
            at = by_name["FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"].heading.at
            raise FormatError(at, f"there is no line for {shift[:40]!r}")
    for line in by_name["CONTRACTS"].lines:
        name, assignments, work, rest, weekends, whole = line.of(least=6)
        scenario.contracts[line.new(name, scenario.contracts)] = Contract(
            line.range(assignments, 7 * MAX_WEEKS),
            line.range(work, MAX_RUN),
            line.range(rest, MAX_RUN),
            number(line.at, weekends, MAX_WEEKS),
            bool(number(line.at, whole, 1)),
        )
    for line in by_name["NURSES"].lines:
        name, contract = line.of(least=3, most=10_000)[:2]
        for skill in line.counted(2):
            line.known(skill, skills, "skill")
        agreed = line.known(contract, scenario.contracts, "contract")
        scenario.nurses[line.new(name, scenario.nurses)] = Nurse(agreed, tuple(line.words[3:]))
    for given, name in (
        (scenario.skills, "SKILLS"),
        (scenario.shifts, "SHIFT_TYPES"),
        (scenario.nurses, "NURSES"),
    ):
        if not given:
            raise FormatError(by_name[name].heading.at, f"{name} is empty")
    return scenario


def read_history(text: str, scenario: Scenario) -> tuple[int, dict[str, Past]]:
    """Return how many weeks have passed, and the past of every nurse."""
    by_name = sections(text)
    week, name = _owner(by_name[HISTORY], scenario, words=2)
    passed = number(name.at, week, MAX_WEEKS)
    if passed > scenario.weeks:
        raise FormatError(name.at, f"{passed} weeks have passed of {scenario.weeks}")
    past: dict[str, Past] = {}
    for line in by_name["NURSE_HISTORY"].lines:
        nurse, assignments, weekends, last, *runs = line.of(least=7)
        line.known(nurse, scenario.nurses, "nurse")
        if last != NONE:
            line.known(last, scenario.shifts, "shift")
        same, worked, off = (number(line.at, run, MAX_RUN) for run in runs)
        if (same == worked == 0 < off) if last == NONE else (off == 0 < same <= worked):
            totals = number(line.at, assignments, 7 * MAX_WEEKS), number(line.at, weekends, MAX_WEEKS)
            past[line.new(nurse, past)] = Past(*totals, last, same, worked, off)
        else:
            raise FormatError(line.at, f"the days in a row do not fit a last shift of {last}")
    for nurse in scenario.nurses:
        if nurse not in past:
            raise FormatError(by_name["NURSE_HISTORY"].heading.at, f"there is no line for {nurse!r}")
    return passed, past


def read_week(text: str, scenario: Scenario) -> Week:
    """Return the needs and the wishes of a week."""
    by_name = sections(text)
    _owner(by_name[WEEK], scenario, words=1)
    week = Week()
    seen: dict[str, None] = {}
    for line in by_name["REQUIREMENTS"].lines:
        shift, skill, *pairs = line.of(least=2 + len(DAYS))
        line.known(shift, scenario.shifts, "shift")
        line.known(skill, dict.fromkeys(scenario.skills), "skill")
        seen[line.new(f"{shift} {skill}", seen)] = None
        for day, pair in enumerate(pairs):
            week.needs[day, shift, skill] = line.range(pair, 10_000)
    for line in by_name["SHIFT_OFF_REQUESTS"].lines:
        nurse, shift, weekday = line.of(least=3)
        line.known(nurse, scenario.nurses, "nurse")
        line.known(weekday, dict.fromkeys(DAYS), "day")
        if shift != ANY:
            line.known(shift, scenario.shifts, "shift")
        week.unwanted.append((nurse, DAYS.index(weekday), shift))
    return week


def _owner(section: Section, scenario: Scenario, words: int) -> tuple[str, Line]:
    """Return the first word of the only line of a section that ends with the scenario's name."""
    if len(section.lines) != 1:
        raise FormatError(section.heading.at, "one line should follow, that names the scenario")
    line = section.lines[0]
    if line.of(least=words)[-1] != scenario.name:
        raise FormatError(line.at, f"this file is of scenario {line.words[-1][:40]!r}, not {scenario.name!r}")
    return line.words[0], line
