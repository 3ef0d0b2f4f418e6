"""The XML of the first nurse rostering competition: read, refused by line, judged as by a second reading."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from benchmarks.inrc1 import BEST_KNOWN
from benchmarks.judge_inrc1 import WEEKDAYS, WEEKENDS, Instance
from benchmarks.judge_inrc1 import main as referee
from rostering.checker import check
from rostering.formats import (
    Format,
    FormatError,
    format_of,
    read_native,
    read_problem,
    read_roster,
    write_native,
)
from rostering.problem import Problem, Roster
from rostering.solver.__main__ import main
from tests.solver.rules.judges import priced_cost
from tests.solver.small import modelled_cost
from tests.solver.test_formats import mangled

BENCHMARKS = Path(__file__).parents[3] / "shared" / "benchmarks" / "inrc1"
BESIDE = pytest.mark.skipif(
    not BENCHMARKS.is_dir(), reason="the public benchmarks are not beside the project"
)
FRIDAY = date(2010, 1, 1)
SHIFTS = ("E", "L", "N")

CONTRACT = """
<Contract ID="full">
 <SingleAssignmentPerDay weight="1">true</SingleAssignmentPerDay>
 <WeekendDefinition>SaturdaySunday</WeekendDefinition>
</Contract>"""


def with_rules(*rules: str, weekend: str = "SaturdaySunday", listed: str = "") -> str:
    patterns = "".join(f"<Pattern>{name}</Pattern>" for name in listed.split())
    return (
        f'<Contract ID="full">{"".join(rules)}<WeekendDefinition>{weekend}</WeekendDefinition>'
        f"<UnwantedPatterns>{patterns}</UnwantedPatterns></Contract>"
    )


def period(
    contract: str = CONTRACT,
    *,
    days: int = 28,
    people: str = "ada",
    patterns: str = "",
    cover: str = "",
    more: str = "",
) -> str:
    shifts = "".join(
        f'<Shift ID="{name}"><Description>{name}-duty</Description>'
        f"<Skills><Skill>{'Head' if name == 'L' else 'Nurse'}</Skill></Skills></Shift>"
        for name in SHIFTS
    )
    staff = "".join(
        f'<Employee ID="{name}"><ContractID>full</ContractID><Skills><Skill>Nurse</Skill></Skills></Employee>'
        for name in people.split()
    )
    return f"""<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<SchedulingPeriod ID="tiny">
<StartDate>{FRIDAY}</StartDate>
<EndDate>{FRIDAY + timedelta(days=days - 1)}</EndDate>
<ShiftTypes>{shifts}</ShiftTypes>
<Patterns>{patterns}</Patterns>
<Contracts>{contract}</Contracts>
<Employees>{staff}</Employees>
<CoverRequirements>{cover or always(1)}</CoverRequirements>
{more}
</SchedulingPeriod>"""


def always(need: int) -> str:
    covers = "".join(f"<Cover><Shift>{name}</Shift><Preferred>{need}</Preferred></Cover>" for name in SHIFTS)
    return "".join(f"<DayOfWeekCover><Day>{day}</Day>{covers}</DayOfWeekCover>" for day in WEEKDAYS)


def pattern(name: str, *entries: tuple[str, str], weight: int = 1) -> str:
    inside = "".join(
        f'<PatternEntry index="{index}"><ShiftType>{shift}</ShiftType><Day>{day}</Day></PatternEntry>'
        for index, (shift, day) in enumerate(entries)
    )
    return f'<Pattern ID="{name}" weight="{weight}"><PatternEntries>{inside}</PatternEntries></Pattern>'


def row(days: str) -> Roster:
    """Return ada's roster from a letter for each day, or a dot for a day off."""
    return Roster.of(("ada", f"{shift}@{day}") for day, shift in enumerate(days) if shift != ".")


def soft_cost(problem: Problem, roster: Roster) -> int:
    return check(problem, roster).cost


def limit(name: str, value: int, weight: int = 1) -> str:
    return f'<{name} on="1" weight="{weight}">{value}</{name}>'


@pytest.mark.parametrize(
    ("contract", "days", "cost"),
    [
        (with_rules(limit("MinNumAssignments", 3, 2), limit("MaxNumAssignments", 4, 5)), "E.......", 4),
        (with_rules(limit("MinNumAssignments", 3, 2), limit("MaxNumAssignments", 4, 5)), "EEEEEE..", 10),
        (with_rules(limit("MinConsecutiveWorkingDays", 2, 3)), "E..EE..E", 6),
        (with_rules(limit("MaxConsecutiveWorkingDays", 2, 3)), "EEEE.EEE", 9),
        (with_rules(limit("MinConsecutiveFreeDays", 2)), ".E.E..E.", 3),
        (with_rules(limit("MaxConsecutiveFreeDays", 2)), "....E...", 3),
        (with_rules('<MaxConsecutiveFreeDays on="0" weight="1">2</MaxConsecutiveFreeDays>'), "....E...", 0),
        (with_rules(limit("MaxConsecutiveFreeDays", 2, 0)), "....E...", 0),
    ],
)
def test_runs_at_the_ends_of_a_period_count_as_long_as_they_are(contract: str, days: str, cost: int) -> None:
    text = period(contract, days=len(days))
    assert soft_cost(read_problem(text), row(days)) == cost


@pytest.mark.parametrize(
    ("weekend", "days", "whole", "same"),
    [
        # Days from a Friday on.
        ("SaturdaySunday", ".EE....", 0, 0),
        ("SaturdaySunday", "EE.....", 1, 0),
        ("SaturdaySunday", ".EL....", 0, 2),
        ("FridaySaturdaySunday", "EEE....", 0, 0),
        ("FridaySaturdaySunday", "EE.....", 1, 0),
        ("FridaySaturdaySunday", "E.E....", 4, 0),
        ("FridaySaturdaySunday", ".E.....", 2, 0),
        ("FridaySaturdaySunday", "EEL....", 0, 3),
        ("FridaySaturdaySunday", "ENL....", 0, 6),
        ("SaturdaySundayMonday", ".E.L...", 4, 0),
        ("FridaySaturdaySundayMonday", "E..E...", 6, 0),
        ("FridaySaturdaySundayMonday", "EE.E...", 5, 0),
        ("FridaySaturdaySundayMonday", "EELL...", 0, 4),
    ],
)
def test_a_weekend_is_whole_and_of_one_kind(weekend: str, days: str, whole: int, same: int) -> None:
    complete = '<CompleteWeekends weight="10">true</CompleteWeekends>'
    identical = '<IdenticalShiftTypesDuringWeekend weight="1">true</IdenticalShiftTypesDuringWeekend>'
    text = period(with_rules(complete, identical, weekend=weekend), days=7)
    assert soft_cost(read_problem(text), row(days)) == 10 * whole + same


def test_a_duty_beyond_a_persons_skills_costs_what_the_contract_says() -> None:
    skills = '<AlternativeSkillCategory weight="4">true</AlternativeSkillCategory>'
    problem = read_problem(period(with_rules(skills), days=5))
    assert soft_cost(problem, row("ELL..")) == 8
    off = read_problem(period(with_rules(skills.replace("true", "false")), days=5))
    assert soft_cost(off, row("ELL..")) == 0


def test_cover_is_met_exactly_and_a_date_goes_before_its_weekday() -> None:
    date_cover = (
        f"<DateSpecificCover><Date>{FRIDAY}</Date>"
        "<Cover><Shift>E</Shift><Preferred>2</Preferred></Cover>"
        "<Cover><Shift>L</Shift><Preferred>0</Preferred></Cover></DateSpecificCover>"
    )
    problem = read_problem(period(days=2, people="ada bob", cover=always(1) + date_cover))
    assert [(demand.key, demand.minimum, demand.maximum) for demand in problem.demands[:3]] == [
        ("E@0", 2, 2),
        ("N@0", 1, 1),
        ("E@1", 1, 1),
    ]
    over = Roster.of([("ada", "E@1"), ("bob", "E@1")])
    assert [violation.rule for violation in check(problem, over).violations if violation.demand == "E@1"] == [
        "maximum_cover"
    ]


def test_requests_cost_their_weight() -> None:
    def request(what: str, day: int, shift: str = "") -> str:
        kind = f"<ShiftTypeID>{shift}</ShiftTypeID>" if shift else ""
        on = FRIDAY + timedelta(days=day)
        return (
            f'<{what}Requests><{what} weight="{day + 1}">{kind}<EmployeeID>ada</EmployeeID>'
            f"<Date>{on}</Date></{what}></{what}Requests>"
        )

    more = (
        request("DayOff", 0) + request("DayOn", 1) + request("ShiftOff", 2, "L") + request("ShiftOn", 3, "N")
    )
    problem = read_problem(period(days=5, more=more))
    assert soft_cost(problem, row("E.LE.")) == 1 + 2 + 3 + 4
    assert soft_cost(problem, row(".EEN.")) == 0


def drawn_period(chance: Random) -> str:
    """Return a small period with all there is, at random."""

    def on(name: str, most: int) -> str:
        state, weight = chance.choice("0111"), chance.randint(0, 5)
        return f'<{name} on="{state}" weight="{weight}">{chance.randint(0, most)}</{name}>'

    def switched(name: str) -> str:
        return f'<{name} weight="{chance.randint(0, 9)}">{chance.choice(("true", "true", "false"))}</{name}>'

    least = chance.randint(0, 9)
    rules = [
        f'<MinNumAssignments on="1" weight="{chance.randint(1, 3)}">{least}</MinNumAssignments>',
        f'<MaxNumAssignments on="1" weight="{chance.randint(1, 3)}">{least + 3}</MaxNumAssignments>',
        *(on(f"{side}ConsecutiveWorkingDays", 4) for side in ("Min", "Max")),
        *(on(f"{side}ConsecutiveFreeDays", 4) for side in ("Min", "Max")),
        *(on(f"{side}ConsecutiveWorkingWeekends", 3) for side in ("Min", "Max")),
        *map(switched, ("CompleteWeekends", "IdenticalShiftTypesDuringWeekend", "AlternativeSkillCategory")),
        '<NoNightShiftBeforeFreeWeekend weight="7">true</NoNightShiftBeforeFreeWeekend>',
    ]
    patterns = []
    for name in "abcd":
        start = chance.choice((None, None, *range(7)))
        entries = [
            (
                chance.choice(("Any", "None", *SHIFTS)),
                "Any" if start is None else WEEKDAYS[(start + place) % 7],
            )
            for place in range(chance.randint(1, 4))
        ]
        patterns.append(pattern(name, *entries, weight=chance.randint(0, 3)))
    wishes = ""
    for what in ("DayOff", "DayOn", "ShiftOff", "ShiftOn"):
        kind = f"<ShiftTypeID>{chance.choice(SHIFTS)}</ShiftTypeID>" if what.startswith("Shift") else ""
        on_date = FRIDAY + timedelta(days=chance.randrange(21))
        wishes += (
            f'<{what}Requests><{what} weight="{chance.randint(0, 4)}">{kind}<EmployeeID>ada</EmployeeID>'
            f"<Date>{on_date}</Date></{what}></{what}Requests>"
        )
    contract = with_rules(*rules, weekend=chance.choice([*WEEKENDS]), listed="a b c d")
    return period(contract, days=21, patterns="".join(patterns), more=wishes)


@pytest.mark.parametrize(
    "seed", [*range(8), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(8, 60))]
)
def test_checker_and_referee_agree_about_random_rosters(seed: int) -> None:
    chance = Random(seed)
    text = drawn_period(chance)
    problem, instance = read_problem(text), Instance(text)
    for place in range(20):
        busy = chance.random()
        days = [chance.choice(SHIFTS) if chance.random() < busy else "" for _ in range(problem.days)]
        roster = Roster.of(("ada", f"{shift}@{day}") for day, shift in enumerate(days) if shift)
        verdict, report = instance.judge({"ada": days}), check(problem, roster)
        assert report.cost == verdict.cost
        assert report.lawful == (not verdict.violations)
        if place == 0:
            alone = replace(problem, demands=())
            assert modelled_cost(alone, roster) == verdict.cost == priced_cost(alone, roster)


@BESIDE
@pytest.mark.parametrize(
    "name",
    ["sprint01", *(pytest.param(f"sprint0{number}", marks=pytest.mark.long) for number in range(2, 6))],
)
def test_checker_and_referee_agree_about_the_public_instances(name: str) -> None:
    text = (BENCHMARKS / f"{name}.xml").read_text(encoding="utf-8")
    problem, instance, chance = read_problem(text), Instance(text), Random(name)
    assert format_of(text) is Format.INRC1
    assert read_native(write_native(problem)) == problem
    for _ in range(30):
        rows = {worker.key: [""] * problem.days for worker in problem.workers}
        for day in range(problem.days):
            free = [worker.key for worker in problem.workers]
            chance.shuffle(free)
            for demand in problem.demands:
                shift = problem.shift_of[demand.shifts[0]]
                for _ in range(demand.wanted if shift.day == day else 0):
                    rows[free.pop()][day] = shift.type_key
        roster = Roster.of(
            (worker, f"{shift}@{day}")
            for worker, row in rows.items()
            for day, shift in enumerate(row)
            if shift
        )
        verdict, report = instance.judge(rows), check(problem, roster)
        assert report.lawful
        assert not verdict.violations
        assert report.cost == verdict.cost


@BESIDE
def test_a_public_instance_is_solved_and_judged_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = str(BENCHMARKS / "sprint05.xml"), str(tmp_path / "rota.csv")
    assert main(["solve", path, "--seconds", "4", "--workers", "1", "--out", out]) == 0
    cost = json.loads(capsys.readouterr().out.splitlines()[0])["cost"]
    assert cost >= BEST_KNOWN["sprint05"]
    assert referee([path, "--", out]) == 0
    assert json.loads(capsys.readouterr().out) == {"cost": cost, "feasible": True, "violations": []}


def solution(*assignments: tuple[object, str, str]) -> str:
    inside = "".join(
        f"<Assignment><Date>{on}</Date><Employee>{name}</Employee><ShiftType>{shift}</ShiftType></Assignment>"
        for on, name, shift in assignments
    )
    return f"<Solution>\n<SchedulingPeriodID>tiny</SchedulingPeriodID>{inside}</Solution>"


def test_a_published_solution_is_read() -> None:
    problem = read_problem(period(days=3, people="ada bob"))
    text = solution((FRIDAY, "ada", "E"), (FRIDAY + timedelta(days=2), "bob", "N"))
    assert read_roster(problem, text) == Roster.of([("ada", "E@0"), ("bob", "N@2")])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<Roster/>", "line 1: 'Roster' where there should be Solution"),
        (solution((FRIDAY, "eve", "E")), "line 2: there is no worker 'eve'"),
        (solution(("Friday", "ada", "E")), "line 2: 'Friday' should be a date"),
        (solution((FRIDAY - timedelta(days=1), "ada", "E")), "line 2: there are 0 duties 'E' on 2009-12-31"),
        (solution((FRIDAY, "ada", "X")), "line 2: there are 0 duties 'X' on 2010-01-01"),
        (solution((FRIDAY, "ada", "E")).replace("Date>", "Day>"), "line 2: Assignment has no Date"),
    ],
)
def test_a_solution_is_refused_by_line(text: str, message: str) -> None:
    with pytest.raises(FormatError) as refused:
        read_roster(read_problem(period(days=3)), text)
    assert str(refused.value) == message


BOMB = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<a>", "line 1: not XML: no element found"),
        ("<a/>", "line 1: 'a' where there should be SchedulingPeriod"),
        (f"{BOMB}<SchedulingPeriod>&b;</SchedulingPeriod>", "line 1: a document type is not read"),
        ("<a>" * 30 + "</a>" * 30, "line 1: more than 20 elements in one another"),
        (period().replace('ID="tiny"', ""), "line 2: SchedulingPeriod has no attribute ID"),
        (period().replace(str(FRIDAY), "2010-13-01", 1), "line 3: '2010-13-01' should be a date"),
        (period(days=0), "line 4: 0 days where there should be 1 to 366"),
        (period(days=400), "line 4: 400 days where there should be 1 to 366"),
        (period().replace("CoverRequirements", "Cover"), "line 2: SchedulingPeriod has no CoverRequirements"),
        (period(people="ada ada"), "line 12: Employee 'ada' is given twice"),
        (period(with_rules(listed="x")), "line 7: there is no pattern 'x'"),
        (period(with_rules(weekend="Sunday")), "line 7: there is no weekend 'Sunday'"),
        (
            period(with_rules(limit("MaxNumAssignments", -1))),
            "line 7: '-1' should be a whole number from 0 to 366",
        ),
        (
            period(with_rules('<CompleteWeekends weight="1">yes</CompleteWeekends>')),
            "line 7: CompleteWeekends is 'yes', not true or false",
        ),
        (period(with_rules("<CompleteWeekends>true</CompleteWeekends>")), "has no attribute weight"),
        (period(patterns=pattern("a", ("X", "Any"))), "line 6: there is no shift 'X'"),
        (period(patterns=pattern("a", ("E", "Someday"))), "line 6: there is no day 'Someday'"),
        (period(patterns=pattern("a")), "line 6: the entries of a pattern are numbered from 0 on"),
        (
            period(patterns=pattern("a", ("E", "Monday"), ("E", "Friday"))),
            "line 6: the days of a pattern do not follow each other",
        ),
        (period(cover=always(1) * 2), "line 13: the cover of E is given twice"),
        (
            period(
                more='<DayOffRequests><DayOff weight="1"><EmployeeID>ada</EmployeeID>'
                "<Date>2011-01-01</Date></DayOff></DayOffRequests>"
            ),
            "line 14: 2011-01-01 is not in the period",
        ),
        (
            period(
                with_rules(
                    limit("MinNumAssignments", 5),
                    limit("MaxNumAssignments", 4),
                )
            ),
            "must be at most max_min",
        ),
    ],
)
def test_a_file_is_refused_by_line(text: str, message: str) -> None:
    with pytest.raises(FormatError) as refused:
        read_problem(text)
    assert message in str(refused.value)


def test_no_mangled_file_ends_in_anything_but_a_format_error() -> None:
    text = drawn_period(Random(1))
    for seed in range(150):
        try:
            read_problem(mangled(Random(seed), text))
        except FormatError as error:
            assert str(error).startswith("line ")
