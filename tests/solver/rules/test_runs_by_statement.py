"""Rules about runs, nights and weekends against their statements, for all rosters of one person.

Each statement is written out here a second time, day by day and as plainly as it reads, with nothing of the
rules themselves. Checker, CP-SAT twin and column engine must say the same of every roster of a few days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from rostering.checker import check
from rostering.problem import MINUTES_PER_DAY, FixedDuty, Problem, Roster, RuleSpec, Status
from rostering.rules import RULES, sentence
from rostering.rules.wording import day_name
from rostering.solver import Limits, solve
from rostering.solver.columns.master.problem_decomposition import UNLAWFUL, ProblemDecomposition
from rostering.solver.constraints.building import build
from tests.solver.rules.judges import ONE_AT_A_TIME, STRENGTHS, WEIGHT, given, priced_cost
from tests.solver.small import HOUR, TYPES, elsewhere, modelled_cost, person, rota
from tests.solver.small import problem as in_force


@dataclass(frozen=True)
class Work:
    """A duty on the timeline, as the statements below read it."""

    day: int
    start: int
    end: int
    kind: str
    own: bool

    @property
    def night(self) -> bool:
        return self.kind == "N"


@dataclass(frozen=True)
class Facts:
    """What a statement is asked about: all duties of one person, the days of the rota, and the strength."""

    duties: tuple[Work, ...]
    days: int
    hard: bool

    def on(self, day: int, kind: str = "") -> list[Work]:
        return [duty for duty in self.duties if duty.day == day and kind in ("", duty.kind)]

    def fixed(self, day: int, kind: str = "") -> bool:
        return any(not duty.own for duty in self.on(day, kind))


def long_run(facts: Facts, most: int, kind: str = "") -> int:
    """Each day on which more days in a row are worked than allowed, if not all these were fixed."""
    return sum(
        all(facts.on(day - back, kind) for back in range(most + 1))
        and not all(facts.fixed(day - back, kind) for back in range(most + 1))
        for day in range(-20, facts.days + 20)
    )


def long_run_off(facts: Facts, most: int) -> int:
    """Each day of the rota on which more days in a row are off than allowed, as far as the past is known."""
    known = min([0, *(duty.day for duty in facts.duties)])
    return sum(
        day - most >= known and not any(facts.on(day - back) for back in range(most + 1))
        for day in range(facts.days)
    )


def short_run(facts: Facts, least: int, kind: str = "") -> int:
    """The days that a run lacks which ends before a day of this rota."""
    missing = 0
    for day in range(facts.days):
        if facts.on(day, kind):
            continue
        length = 0
        while facts.on(day - 1 - length, kind):
            length += 1
        fixed = all(facts.fixed(day - 1 - back, kind) for back in range(length))
        if length and (not fixed or (day == 0 and not facts.hard)):
            missing += max(0, least - length)
    return missing


def short_run_off(facts: Facts, least: int) -> int:
    """The days off that lack between two days of work, not both fixed, the second in this rota."""
    missing = 0
    for day in range(facts.days):
        before = [worked for worked in range(-20, day) if facts.on(worked)]
        if not facts.on(day) or not before or before[-1] == day - 1:
            continue
        if not (facts.fixed(before[-1]) and facts.fixed(day)):
            missing += max(0, least - (day - before[-1] - 1))
    return missing


def rest_after(facts: Facts, rest_min: int, after_nights: int) -> int:
    """Each duty too soon after the end of the last night of a run, this rota having a part in it."""
    breaches = 0
    for day in range(-20, facts.days + 20):
        nights = facts.on(day, "N")
        if not nights or facts.on(day + 1, "N"):
            continue
        run = [day]
        while facts.on(run[-1] - 1, "N"):
            run.append(run[-1] - 1)
        end = max(night.end for night in nights)
        last = max((night for night in nights if night.end == end), key=lambda night: night.own)
        if len(run) < after_nights:
            continue
        fixed = not last.own and all(facts.fixed(night, "N") for night in run[:after_nights])
        for other in facts.duties:
            of_run = other.night and other.day in run
            if end <= other.start < end + rest_min and not of_run and (other.own or not fixed):
                breaches += 1
    return breaches


def succession(facts: Facts, pairs: tuple[tuple[str, str], ...]) -> int:
    """Each duty of a type on the day after one of another type, not both fixed."""
    return sum(
        second.day == first.day + 1 and (first.kind, second.kind) in pairs and (first.own or second.own)
        for first in facts.duties
        for second in facts.duties
    )


def half_weekends(facts: Facts) -> int:
    """Each weekend of the rota with one day worked and not the other, unless the one is fixed."""
    halves = 0
    for sunday in range(6, facts.days, 7):
        worked = [day for day in (sunday - 1, sunday) if facts.on(day)]
        halves += len(worked) == 1 and not facts.fixed(worked[0])
    return halves


def many_weekends(facts: Facts, most: int, weeks: int) -> int:
    """The weekends above the most in each so many weekends in a row, beyond those that are fixed."""
    saturdays = range(5, facts.days, 7)
    periods = [[last - 7 * back for back in range(weeks)] for last in saturdays] if weeks else [[*saturdays]]
    return sum(
        max(
            0,
            sum(bool(facts.on(day) or facts.on(day + 1)) for day in period)
            - max(most, sum(facts.fixed(day) or facts.fixed(day + 1) for day in period)),
        )
        for period in periods
    )


def off_after_nights(facts: Facts, days: int, nights: int) -> int:
    """The days of work among those due off after each run of nights, this rota having a part in it."""
    broken = 0
    for last in range(-20, facts.days):
        run = [last - back for back in range(nights)]
        if not all(facts.on(day, "N") for day in run) or facts.on(last + 1, "N"):
            continue
        fixed = all(facts.fixed(day, "N") for day in run)
        broken += sum(
            bool(facts.on(day)) and not (fixed and facts.fixed(day))
            for day in range(last + 1, last + 1 + days)
            if 0 <= day < facts.days
        )
    return broken


def short_run_standalone(facts: Facts, least: int) -> int:
    """As `short_run`, with a day off after the rota where no fixed work is."""
    missing = short_run(facts, least)
    if facts.on(facts.days):
        return missing
    length = 0
    while facts.on(facts.days - 1 - length):
        length += 1
    fixed = all(facts.fixed(facts.days - 1 - back) for back in range(length))
    return missing + (max(0, least - length) if length and not fixed else 0)


def unlike_weekends(facts: Facts) -> int:
    """Each weekend with an Early and a Night on two days of work, unless it has both in fixed work."""
    unlike = 0
    for sunday in range(6, facts.days, 7):
        both = (sunday - 1, sunday)
        kinds = {duty.kind for day in both for duty in facts.on(day)}
        fixed = {kind for day in both for kind in kinds if facts.fixed(day, kind)}
        own = any(duty.own for day in both for duty in facts.on(day))
        unlike += all(facts.on(day) for day in both) and own and len(kinds) > max(1, len(fixed))
    return unlike


def runs_of_weekends(facts: Facts, most: int) -> int:
    """Each weekend of the rota with as many just before it as make it one too many, not all of them fixed."""
    return sum(
        all(facts.on(day) or facts.on(day + 1) for day in run)
        and not all(facts.fixed(day) or facts.fixed(day + 1) for day in run)
        for run in ([saturday - 7 * back for back in range(most + 1)] for saturday in range(5, facts.days, 7))
    )


def off_before_weekend(facts: Facts) -> int:
    """Each Friday off, as far as it is known, before a Saturday and a Sunday of work."""
    known = min([0, *(duty.day for duty in facts.duties)])
    return sum(
        friday >= known
        and not facts.on(friday)
        and bool(facts.on(friday + 1))
        and bool(facts.on(friday + 2))
        and (friday >= 0 or not (facts.fixed(friday + 1) and facts.fixed(friday + 2)))
        for friday in range(-3, facts.days - 2, 7)
    )


def no_rest_in_week(facts: Facts, rest_min: int) -> int:
    """Each whole week of the rota in which this rota has work and no unbroken rest fits, minute by minute."""
    broken = 0
    for monday in range(0, facts.days - 6, 7):
        begin, end = monday * MINUTES_PER_DAY, (monday + 7) * MINUTES_PER_DAY
        inside = [duty for duty in facts.duties if duty.start < end and duty.end > begin]
        free = any(
            all(duty.end <= start or duty.start >= start + rest_min for duty in inside)
            for start in range(begin, end - rest_min + 1, 30)
        )
        broken += any(duty.own for duty in inside) and not free
    return broken


@dataclass(frozen=True)
class Case:
    """A rule with its parameters, its statement here, and the fixed work around the rota.

    ``fixed`` is by day the kind of duty; ``days`` the days of the rota; ``drawn`` says how many rosters are
    drawn where not all are tried; ``engine`` is False where the column engine may say that less is broken.
    CP-SAT, which is slow to ask, is asked about all rosters by the rule on rest after nights, and about every
    third by the others, which come with many kinds of fixed work.
    """

    rule: str
    params: dict[str, Any]
    statement: Callable[[Facts], int]
    fixed: dict[int, str] = field(default_factory=dict)
    days: int = 5
    kinds: tuple[str, ...] = ("", "E", "N")
    drawn: int = 0
    engine: bool = True

    def __str__(self) -> str:
        figures = ",".join(str(value) for value in self.params.values())
        return f"{self.rule}({figures}) {''.join(f'{kind}{day}' for day, kind in self.fixed.items())}"

    def fixed_duties(self) -> tuple[FixedDuty, ...]:
        return tuple(
            replace(
                elsewhere(day, 0, 1, "home", type_key=kind, is_night=kind == "N"),
                start_min=day * MINUTES_PER_DAY + TYPES[kind][1],
                end_min=day * MINUTES_PER_DAY + TYPES[kind][1] + TYPES[kind][2],
            )
            for day, kind in self.fixed.items()
        )

    def problem(self, hard: bool) -> Problem:
        ada = {"fixed": self.fixed_duties()}
        types = "".join(dict.fromkeys(kind for kinds in self.kinds for kind in kinds))
        return given(self.rule, hard=hard, params=self.params, ada=ada, days=self.days, types=types)

    def rosters(self) -> Iterator[tuple[str, ...]]:
        if not self.drawn:
            yield from product(self.kinds, repeat=self.days)
            return
        chance = Random(1)
        for _ in range(self.drawn):
            yield tuple(chance.choices(self.kinds, k=self.days))


#: Nothing before; two nights and four nights; a night and a day; and what comes after the rota.
AROUND: tuple[dict[int, str], ...] = (
    {},
    {-2: "N", -1: "N"},
    {-4: "N", -3: "N", -2: "N", -1: "N"},
    {-2: "N", -1: "E"},
    {1: "N"},
    {2: "E"},
    {2: "N", 3: "E"},
    {2: "N", 3: "N", 4: "E"},
)


def _beyond(around: dict[int, str], days: int) -> bool:
    return any(day >= days for day in around)


def _run_limits(limit: int) -> Iterator[tuple[str, dict[str, Any], Callable[[Facts], int]]]:
    """Yield the rules about runs of days with one figure for all, and what their statements say of it."""
    yield "longest_run_of_days", {"max_days": limit}, partial(long_run, most=limit)
    yield "longest_run_of_nights", {"max_nights": limit}, partial(long_run, most=limit, kind="N")
    yield "longest_run_of_type", {"most": (("E", limit),)}, partial(long_run, most=limit, kind="E")
    yield "longest_run_off", {"max_days": limit}, partial(long_run_off, most=limit)
    yield "shortest_run_of_days", {"min_days": limit}, partial(short_run, least=limit)
    yield "shortest_run_of_type", {"least": (("N", limit),)}, partial(short_run, least=limit, kind="N")
    yield "shortest_run_off", {"min_days": limit}, partial(short_run_off, least=limit)


def cases() -> Iterator[Case]:
    """Yield each rule with figures up to the most and beyond, among fixed work of several kinds."""
    for around in (*AROUND, {5: "N"}, {5: "E", 6: "E"}):
        engine = not _beyond(around, 5)
        for limit in (1, 2, 4):
            for rule, params, statement in _run_limits(limit):
                yield Case(rule, params, statement, around, engine=engine)
        for nights in (1, 2, 3, 4):
            for rest in (46 * HOUR, 23 * HOUR + 30):
                params = {"rest_min": rest, "after_nights": nights}
                yield Case(
                    "rest_after_nights",
                    params,
                    partial(rest_after, rest_min=params["rest_min"], after_nights=nights),
                    around,
                    engine=engine,
                )
            for days in (1, 2):
                yield Case(
                    "days_off_after_nights",
                    {"min_days_off": days, "after_nights": nights},
                    partial(off_after_nights, days=days, nights=nights),
                    around,
                )
        yield Case(
            "shortest_run_of_days",
            {"min_days": 3, "standalone": True},
            partial(short_run_standalone, least=3),
            around,
            engine=engine,
        )
        pairs = (("N", "E"), ("E", "N"))
        yield Case(
            "forbidden_successions",
            {"pairs": pairs},
            partial(succession, pairs=pairs),
            around,
            engine=engine,
        )
    for around in (*AROUND, {-1: "E"}, {5: "E"}, {6: "N"}, {-2: "E", 5: "N"}):
        yield Case("complete_weekends", {}, half_weekends, around, days=9, drawn=150)
        yield Case("same_shift_on_weekend", {}, unlike_weekends, around, days=9, drawn=150)
        yield Case(
            "longest_run_of_weekends",
            {"max_weekends": 1},
            partial(runs_of_weekends, most=1),
            around,
            days=14,
            drawn=100,
        )
        yield Case(
            "unwanted_patterns",
            {"patterns": (("fri", ("-", "*", "*")),)},
            off_before_weekend,
            around,
            days=9,
            kinds=("", "E", "N", "E"),
            drawn=150,
        )
        yield Case(
            "weekends",
            {"max_weekends": 1, "window_weeks": 2},
            partial(many_weekends, most=1, weeks=2),
            around,
            days=14,
            drawn=150,
        )
        yield Case(
            "weekends",
            {"max_weekends": 0, "window_weeks": 0},
            partial(many_weekends, most=0, weeks=0),
            around,
            days=14,
            drawn=100,
        )
        yield Case(
            "weekly_rest",
            {"rest_min": 24 * HOUR, "window_days": 7, "rests": 1},
            partial(no_rest_in_week, rest_min=24 * HOUR),
            around,
            days=9,
            kinds=("", "E", "N", "N", "E", "E"),
            drawn=200,
        )
    # Two duties on one day, which the column engine does not have.
    for around in AROUND[:4]:
        for nights in (1, 2, 3):
            params = {"rest_min": 46 * HOUR, "after_nights": nights}
            yield Case(
                "rest_after_nights",
                params,
                partial(rest_after, rest_min=params["rest_min"], after_nights=nights),
                around,
                days=4,
                kinds=("", "E", "N", "EN"),
            )
        yield Case(
            "longest_run_of_days",
            {"max_days": 2},
            partial(long_run, most=2),
            around,
            days=4,
            kinds=("", "E", "N", "EN"),
        )
        yield Case(
            "shortest_run_of_days",
            {"min_days": 2},
            partial(short_run, least=2),
            around,
            days=4,
            kinds=("", "E", "N", "EN"),
        )


class Modelled:
    """The CP-SAT model of a problem, asked about one roster after another."""

    def __init__(self, problem: Problem) -> None:
        self._model = build(problem, lambda: False)
        self._model.cp.minimize(self._model.total_cost())

    def cost(self, roster: Roster) -> int | None:
        worked = {(assignment.worker, assignment.shift) for assignment in roster.assignments}
        if not worked.issubset(self._model.x):
            return None
        trial = self._model.cp.clone()
        for pair, variable in self._model.x.items():
            domain = trial.proto.variables[variable.index].domain
            domain[0] = domain[1] = int(pair in worked)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(trial)
        if status == cp_model.INFEASIBLE:
            return None
        assert status == cp_model.OPTIMAL
        return round(solver.objective_value)


def _work(problem: Problem, roster: Roster) -> tuple[Work, ...]:
    own = [problem.shift_of[assignment.shift] for assignment in roster.assignments]
    return (
        *(Work(shift.day, shift.start_min, shift.end_min, shift.type_key, True) for shift in own),
        *(
            Work(problem.day_of(duty.start_min), duty.start_min, duty.end_min, duty.type_key, False)
            for duty in problem.workers[0].fixed
        ),
    )


@pytest.mark.parametrize("case", [*cases()], ids=str)
def test_all_judges_say_what_the_statement_says(case: Case) -> None:
    for hard in STRENGTHS[RULES[case.rule].strength]:
        problem = case.problem(hard)
        alone = replace(problem, rules=(*problem.rules, ONE_AT_A_TIME))
        one_at_a_time = replace(problem, rules=(ONE_AT_A_TIME,))
        modelled, decomposition = Modelled(problem), ProblemDecomposition(alone, lambda: False)
        every = 1 if case.rule == "rest_after_nights" else 3
        for place, kinds in enumerate(case.rosters()):
            roster = Roster.of(("ada", f"{kind}{day}") for day, both in enumerate(kinds) for kind in both)
            off = case.statement(Facts(_work(problem, roster), case.days, hard))
            cost = (None if off else 0) if hard else WEIGHT * off
            report = check(problem, roster)
            assert sum(violation.amount for violation in report.violations) == off, (kinds, report.violations)
            assert (report.cost if report.lawful else None) == cost, kinds
            if place % every == 0:
                assert modelled.cost(roster) == cost, kinds
            if check(one_at_a_time, roster).lawful:
                _assert_priced(decomposition, roster, cost, exactly=case.engine)


def _assert_priced(
    decomposition: ProblemDecomposition, roster: Roster, cost: int | None, *, exactly: bool
) -> None:
    chosen = decomposition.chosen_options(roster)
    if decomposition.roster(chosen) != roster:
        assert cost is None, roster
        return
    total = decomposition.total_cost(chosen)
    priced = None if total >= UNLAWFUL else round(total)
    if exactly:
        assert priced == cost, roster
    else:
        assert cost is None or (priced is not None and priced <= cost), roster


NIGHTS = (
    RuleSpec("longest_run_of_nights", params={"max_nights": 4}),
    RuleSpec("rest_after_nights", params={"rest_min": 46 * HOUR, "after_nights": 2}),
    ONE_AT_A_TIME,
)


def _locked(nights: int, *, from_day: int = 0, past: int = 0) -> Problem:
    locked = tuple(f"N{day}" for day in range(from_day, from_day + nights))
    fixed = tuple(elsewhere(-day, 21, 10, "home", is_night=True, type_key="N") for day in range(1, past + 1))
    return in_force(*NIGHTS, RuleSpec("locked"), workers=(person(fixed=fixed, locked=locked),))


@pytest.mark.parametrize(
    ("nights", "from_day", "past"),
    [(nights, from_day, 0) for nights in (1, 2, 3, 4) for from_day in (0, 3, 14 - nights)]
    + [(4 - past, 0, past) for past in (1, 2, 3)],
)
def test_nights_up_to_the_most_can_be_locked(nights: int, from_day: int, past: int) -> None:
    given_nights = _locked(nights, from_day=from_day, past=past)
    result = solve(given_nights, Limits(seconds=5, workers=1))
    assert result.status is Status.OPTIMAL
    roster = Roster.of(("ada", key) for key in given_nights.workers[0].locked)
    assert check(given_nights, roster).lawful


@pytest.mark.parametrize(("nights", "past"), [(5, 0), (6, 0), (3, 2), (1, 4)])
def test_a_night_beyond_the_most_is_refused_for_that_alone(nights: int, past: int) -> None:
    given_nights = _locked(nights, past=past)
    assert solve(given_nights, Limits(seconds=5, workers=1)).status is Status.INFEASIBLE
    roster = Roster.of(("ada", key) for key in given_nights.workers[0].locked)
    first = "Monday 4 January" if not past else day_name(given_nights, -past)
    assert [sentence(given_nights, violation) for violation in check(given_nights, roster).violations] == [
        f"{nights + past} nights in a row from {first}. The most is 4."
    ]


@pytest.mark.parametrize(("minutes", "lawful"), [(-1, False), (0, True), (1, True)])
@pytest.mark.parametrize("nights", [2, 3, 4])
def test_the_rest_begins_at_the_end_of_the_last_night(nights: int, minutes: int, lawful: bool) -> None:
    """The last of the nights ends at 7:30; 46 hours later it is 5:30 on the second day after."""
    start = (nights + 2) * MINUTES_PER_DAY + 5 * HOUR + 30 + minutes
    late = {f"E{nights + 2}": {"start_min": start, "end_min": start + 8 * HOUR}}
    given_nights = in_force(*NIGHTS, changes=late)
    roster = rota(" ".join([*(f"N{day}" for day in range(nights)), f"E{nights + 2}"]))
    report = check(given_nights, roster)
    assert report.lawful is lawful
    assert (modelled_cost(given_nights, roster) is not None) is lawful
    assert (priced_cost(given_nights, roster) is not None) is lawful
    if not lawful:
        (violation,) = report.violations
        night = day_name(given_nights, nights - 1)
        assert sentence(given_nights, violation) == f"45 h 59 rest after the night of {night}. Needs 46 h."
