"""A first roster by simple means is lawful, keeps locks and what was given, and is there in every run."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from rostering.checker import check
from rostering.problem import Assignment, Limits, Problem, Progress, Roster, Status
from rostering.solver import solve
from rostering.solver.core.phases import FIRST
from rostering.solver.dispatch import dispatcher
from rostering.solver.generators.teams import team
from rostering.solver.greedy import greedy_roster

TEAM = team(1, staff=12, weeks=2)


def with_locks(problem: Problem, roster: Roster, number: int) -> Problem:
    """Return the problem with some assignments of a roster locked."""
    locked = roster.assignments[:: max(1, len(roster.assignments) // number)]
    return replace(
        problem,
        workers=tuple(
            replace(worker, locked=tuple(one.shift for one in locked if one.worker == worker.key))
            for worker in problem.workers
        ),
    )


@pytest.mark.parametrize("seed", range(6))
def test_it_is_lawful_and_fills_most_of_what_must_be_filled(seed: int) -> None:
    problem = team(seed, staff=14, weeks=2)
    roster = greedy_roster(problem)
    assert roster is not None
    report = check(problem, roster)
    assert report.lawful
    assert report.unfilled < sum(demand.minimum for demand in problem.demands) * 2 / 3


def test_it_keeps_locked_duties() -> None:
    first = greedy_roster(TEAM)
    assert first is not None
    locked = with_locks(TEAM, first, 8)
    roster = greedy_roster(locked)
    assert roster is not None and check(locked, roster).lawful
    assert all(key in roster.shifts_of(worker.key) for worker in locked.workers for key in worker.locked)


def test_it_keeps_what_it_can_of_a_roster_that_breaks_a_rule() -> None:
    given = greedy_roster(TEAM)
    assert given is not None
    worker = max(TEAM.workers, key=lambda worker: len(given.shifts_of(worker.key)))
    day = TEAM.shift_of[given.shifts_of(worker.key)[0]].day
    at_once = [(worker.key, shift.key) for shift in TEAM.shifts_on[day]]
    broken = Roster((*given.assignments, *Roster.of(at_once).assignments))
    assert not check(TEAM, broken).lawful
    mended = greedy_roster(TEAM, broken)
    assert mended is not None and check(TEAM, mended).lawful
    others = {one for one in given.assignments if one.worker != worker.key}
    assert len(others.intersection(mended.assignments)) >= 0.9 * len(others)


def test_a_stop_leaves_the_rest_empty() -> None:
    problem = team(1, staff=12, weeks=2)
    some = tuple(
        replace(spec, hard=False) if spec.rule == "contract_hours" else spec for spec in problem.rules
    )
    roster = greedy_roster(replace(problem, rules=some), should_stop=lambda: True)
    assert roster == Roster()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_has_no_time_to_search_ends_with_a_lawful_rota(workers: int) -> None:
    problem = team(1, staff=30, weeks=4)
    told: list[Progress] = []
    result = solve(problem, Limits(seconds=0.05, workers=workers), told.append)
    assert result.roster is not None and result.report is not None and result.report.lawful
    assert result.status is Status.FEASIBLE
    assert told[0].phase == FIRST and told[0].seconds == 0.0


@pytest.fixture(scope="module")
def good() -> Roster:
    """A rota that a search of a second seldom betters."""
    roster = solve(TEAM, Limits(seconds=60, workers=2, gap=0.02)).roster
    assert roster is not None
    return roster


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("small_pairs", [0, 3_000], ids=["columns", "cp-sat first"])
@pytest.mark.parametrize("seconds", [0.01, 2.0])
def test_what_is_returned_is_never_worse_than_the_rota_given(
    monkeypatch: pytest.MonkeyPatch, good: Roster, workers: int, small_pairs: int, seconds: float
) -> None:
    monkeypatch.setattr(dispatcher, "SMALL_PAIRS", small_pairs)
    told: list[Progress] = []
    result = solve(TEAM, Limits(seconds=seconds, workers=workers), told.append, given=good)
    rank = check(TEAM, good).rank
    assert result.report is not None and result.report.lawful and result.report.rank <= rank
    assert all(check(TEAM, now.roster).rank <= rank for now in told if now.roster is not None)


def test_a_given_rota_is_kept_by_a_run_that_is_stopped_at_once() -> None:
    given = greedy_roster(TEAM)
    assert given is not None
    strange = Roster((*given.assignments, Assignment("nobody", "E0"), Assignment("p000", "nothing")))
    result = solve(TEAM, Limits(seconds=60, workers=2), should_stop=lambda: True, given=strange)
    assert (result.status, result.roster) == (Status.STOPPED, given)


def test_the_time_of_a_limit_begins_with_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making the loops ready takes a second here, of which the limit counts nothing."""
    waits = iter([True])

    def compile_slowly(_should_stop: object) -> None:
        time.sleep(1.0)

    monkeypatch.setattr(dispatcher, "must_compile", lambda: next(waits, False))
    monkeypatch.setattr(dispatcher, "compile_loops", compile_slowly)
    monkeypatch.setattr(dispatcher, "SMALL_PAIRS", 0)
    told: list[Progress] = []
    solve(TEAM, Limits(seconds=0.2, workers=1), told.append)
    preparing = [now.phase for now in told].index("preparing")
    assert all(now.seconds < 0.1 for now in told[: preparing + 2])
