"""Repairs after one absence: how soon, how many changes, and whether it is proven that fewer cannot do."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import machine
from rostering.checker import check
from rostering.problem import Limits, Problem, Roster, Status
from rostering.solver import solve
from rostering.solver.generators.teams import team
from rostering.solver.repair import Absence, Repair, apply, repair

WORDS = """Rotas of generated teams, 4 weeks, made in 40 seconds. Then somebody is absent for 1 to 5 days,
picked at random among absences that leave minimum cover open or a rule broken. 2 seconds, 1 thread, OR-Tools
loaded. "At least" is how many changes there must be; "proven": as much is filled as can be, and no rota that
does so has fewer changes."""
#: Seed and staff of each team, and how many absences are tried on its rota.
TEAMS = ((11, 20), (12, 30), (13, 40), (14, 60))
ABSENCES = 6
LENGTHS = (1, 1, 2, 3, 5)
ROTA = Limits(seconds=40, workers=2)


@dataclass(frozen=True, slots=True)
class Measured:
    """One repair: whose absence, what came of it, and the seconds of processor that it took."""

    absence: Absence
    mended: Repair
    processor_seconds: float


def measured(problem: Problem, roster: Roster, seed: int) -> Iterator[Measured]:
    """Yield repairs after random absences, each of which leaves something to be mended."""
    chance = random.Random(seed)
    absences: list[Absence] = []
    while len(absences) < ABSENCES:
        absence = _absence(chance, problem, roster)
        if absence in absences:
            continue
        absences.append(absence)
        began = time.process_time()
        mended = repair(problem, roster, [absence])
        yield Measured(absence, mended, time.process_time() - began)


def _absence(chance: random.Random, problem: Problem, roster: Roster) -> Absence:
    unfilled = check(problem, roster).unfilled
    while True:
        assignment = chance.choice(roster.assignments)
        first = problem.shift_of[assignment.shift].day
        absence = Absence(assignment.worker, first, min(problem.days, first + chance.choice(LENGTHS)))
        left = check(*apply(problem, roster, [absence]))
        if left.unfilled > unfilled or not left.lawful:
            return absence


def section() -> Iterator[str]:
    """Yield a section of the results."""
    yield from ("## Repair after one absence", "", WORDS, "")
    yield f"Machine: {machine.name()}, load {machine.load():.1f} at the start."
    yield ""
    yield from table()


def table() -> Iterator[str]:
    """Yield the lines of the results as a table, a repair at a time, and a summary."""
    yield (
        "| staff | absent, days | unfilled: with nobody instead | after | changes | at least | proven "
        "| wishes proven | seconds | of processor |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    repairs: list[Measured] = []
    for seed, staff in TEAMS:
        problem = team(seed, staff)
        roster = solve(problem, ROTA).roster
        if roster is None:
            yield f"| {staff} | no rota in {ROTA.seconds:.0f} s | | | | | | | | |"
            continue
        for repaired in measured(problem, roster, seed):
            repairs.append(repaired)
            yield _line(staff, repaired)
    proven = sum(repaired.mended.proven for repaired in repairs)
    slowest = max((repaired.mended.seconds for repaired in repairs), default=0.0)
    yield ""
    yield f"Proven fewest: {proven} of {len(repairs)}. Slowest: {slowest:.1f} s."


def _line(staff: int, repaired: Measured) -> str:
    mended, absence = repaired.mended, repaired.absence
    after = mended.report.unfilled if mended.report else "no rota"
    cells = (
        staff,
        f"{absence.worker}, {absence.from_day} to {absence.to_day - 1}",
        mended.unfilled_before,
        after,
        len(mended.changes),
        mended.fewest,
        _yes(mended.proven),
        _yes(mended.status is Status.OPTIMAL),
        f"{mended.seconds:.2f}",
        f"{repaired.processor_seconds:.2f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
