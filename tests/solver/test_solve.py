"""The engine: best rotas, proven bounds, cover before all else, repeatable, stoppable, honest."""

from __future__ import annotations

import itertools
import os
import pickle
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from rostering.checker import check
from rostering.problem import (
    Assignment,
    Demand,
    HoursPeriod,
    Limits,
    Problem,
    ProblemError,
    Progress,
    Request,
    Roster,
    RuleSpec,
    Status,
)
from rostering.rules import RULES, Strength
from rostering.solver import solve
from rostering.solver.dispatch import dispatcher
from rostering.solver.generators.teams import team
from tests.solver.small import HOUR, person, problem, spec
from tests.solver.test_columns import NEEDS, TEAM, people
from tests.solver.test_parity import PARAMETERS, worker

TOP = Path(__file__).parents[2]
ONE_THREAD = Limits(seconds=20, workers=1)


def tiny(chance: random.Random) -> Problem:
    """Return a problem so small that all its rosters can be looked at."""
    demands = tuple(
        Demand(f"d{day}", (f"E{day}", f"N{day}"), "", chance.randint(0, 1), 1, under_wanted=2, over=3)
        for day in range(3)
    )
    rules = [spec("one_at_a_time"), spec("minimum_cover", weight=50)]
    for name in chance.sample(sorted(set(RULES) - {"one_at_a_time", "minimum_cover"}), 6):
        hard = RULES[name].strength in (Strength.LAW, Strength.TEAM)
        rules.append(RuleSpec(name, hard=hard, weight=chance.randint(1, 9), params=PARAMETERS.get(name, {})))  # type: ignore[arg-type]
    workers = (worker(chance, "w0", 3), worker(chance, "w1", 3))
    return problem(*rules, days=3, workers=workers, demands=demands, types="EN")


def every_roster(given: Problem) -> list[Roster]:
    """Return each roster with at most one duty a person and day."""
    cells = [(one.key, day) for one in given.workers for day in range(given.days)]
    return [
        Roster.of((who, f"{kind}{day}") for (who, day), kind in zip(cells, kinds, strict=True) if kind)
        for kinds in itertools.product(("", "E", "N"), repeat=len(cells))
    ]


@pytest.mark.no_cover  # every roster there is is checked, which tracing would slow
@pytest.mark.parametrize("seed", range(12))
def test_the_proven_best_is_what_trying_everything_finds(seed: int) -> None:
    given = tiny(random.Random(seed))
    lawful = [report for report in (check(given, one) for one in every_roster(given)) if report.lawful]
    result = solve(given, ONE_THREAD)
    if not lawful:
        assert result.status is Status.INFEASIBLE
        assert result.reasons
        return
    fewest = min(report.unfilled for report in lawful)
    best = min(report.cost for report in lawful if report.unfilled == fewest)
    assert result.status is Status.OPTIMAL
    assert (result.unfilled, result.cost, result.bound) == (fewest, best, best)
    assert result.cover_proven


def test_no_minimum_that_could_be_met_is_given_up_for_wishes() -> None:
    # The wish weighs a hundred times what the missing person does, and still loses.
    rules = (spec("one_at_a_time"), spec("minimum_cover", weight=1), spec("requests", weight=100))
    ada = person(requests=(Request(0, wants=False),))
    given = problem(*rules, days=1, workers=(ada,), demands=(Demand("d", ("E0",), "", 1, 1),))
    result = solve(given, ONE_THREAD)
    assert (result.unfilled, result.cost, result.cover_proven) == (0, 100, True)


SAME = """
import sys
from rostering.problem import Limits
from rostering.solver import solve
from rostering.solver.dispatch import dispatcher
from rostering.solver.generators.teams import team
dispatcher.SMALL_PAIRS = int(sys.argv[1])
limits = Limits(seconds=60, deterministic=0.3, workers=1, seed=5)
result = solve(team(3, staff=8, weeks=2), limits)
print(result.cost, result.bound, result.phase, result.roster)
"""


@pytest.mark.parametrize("small", [3_000, 0])
def test_the_same_problem_and_seed_give_the_same_rota(small: int) -> None:
    """Even in another process, where sets of words come in another order."""
    told = [
        subprocess.run(
            [sys.executable, "-c", SAME, str(small)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=TOP,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert "Assignment" in told[0]


def test_a_run_of_one_thread_that_ends_by_proof_finds_the_same_rota_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dispatcher, "SMALL_PAIRS", 0)
    rules = (one for one in TEAM if one.rule != "contract_hours")
    given = problem(*rules, days=7, workers=people(random.Random(1)), demands=NEEDS, types="ELN")
    first, second = (solve(given, Limits(seconds=30, workers=1)) for _ in range(2))
    assert first.status is Status.OPTIMAL
    assert first.lane == "column search in this process"
    assert first.roster == second.roster


@pytest.mark.parametrize("when", ["reading", "cover", "improving"])
def test_a_stop_is_honoured_within_two_seconds_in_any_phase(when: str) -> None:
    asked_at: list[float] = []
    phases: list[str] = []

    def watch(progress: Progress) -> None:
        phases.append(progress.phase)

    def should_stop() -> bool:
        if when in phases and not asked_at:
            asked_at.append(time.monotonic())
        return bool(asked_at)

    result = solve(team(1, staff=16), Limits(seconds=60, workers=2), watch, should_stop)
    assert time.monotonic() - asked_at[0] < 2
    assert result.status is Status.STOPPED
    assert (result.roster is None) == (result.cost is None)
    assert result.roster is not None or when != "improving"


def test_progress_tells_of_better_rotas_and_a_bound_that_only_rises() -> None:
    seen: list[Progress] = []
    given = team(2, staff=8, weeks=2)
    result = solve(
        given,
        Limits(seconds=120, workers=2),
        seen.append,
        should_stop=lambda: sum(progress.roster is not None for progress in seen) > 1,
    )
    bounds = [one.bound for one in seen]
    assert bounds == sorted(bounds)
    assert {one.phase for one in seen} >= {"reading", "cover"}
    told = [one for one in seen if one.roster]
    assert told
    assert all(check(given, one.roster).cost == one.best for one in told if one.roster)
    assert result.cost is not None
    assert result.bound <= result.cost
    assert result.report is not None
    assert result.report.lawful


def test_rules_that_clash_are_an_answer_with_the_reason() -> None:
    ada = person(hours=(HoursPeriod(0, 7, min_min=40 * HOUR),), locked_off=(0, 1, 2, 3))
    given = problem(
        spec("one_at_a_time"),
        spec("locked"),
        spec("contract_hours"),
        days=7,
        workers=(ada, person("bob")),
        types="E",
    )
    result = solve(given, ONE_THREAD)
    assert result.status is Status.INFEASIBLE
    assert result.roster is None
    assert result.reasons == (
        "ada: These cannot all be kept: Tuesday 5 January is locked as a day off; Wednesday 6 January is "
        "locked as a day off; Thursday 7 January is locked as a day off; at least 40 h by contract from "
        "Monday 4 January to Sunday 10 January.",
    )


def test_locks_that_break_the_law_are_named() -> None:
    ada = person(locked=("L0", "E1"))
    given = problem(spec("locked"), spec("daily_rest", rest_min=11 * HOUR), workers=(ada,), days=2)
    assert solve(given, ONE_THREAD).reasons == (
        "ada: These cannot all be kept: the Late on Monday 4 January is locked; the Early on Tuesday "
        '5 January is locked; the rule "Daily rest". 9 h 30 rest before the Early on Tuesday 5 January. '
        "Needs 11 h.",
    )


def test_no_time_is_an_answer_too() -> None:
    given = team(1)
    rules = tuple(replace(one, hard=one.hard or one.rule == "minimum_cover") for one in given.rules)
    result = solve(replace(given, rules=rules), Limits(seconds=0.01))
    assert (result.status, result.roster, result.cost) == (Status.UNKNOWN, None, None)


def test_a_result_travels_between_processes() -> None:
    given = problem(spec("one_at_a_time"), spec("supervision", overlap_percent=50, hard=False), days=2)
    result = solve(given, ONE_THREAD)
    assert pickle.loads(pickle.dumps(result)) == result
    report = check(given, Roster((Assignment("ada", "E0"), Assignment("ada", "L0"))))
    assert pickle.loads(pickle.dumps(report)) == report
    assert pickle.loads(pickle.dumps(given)) == given


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        (RuleSpec("no_such_rule"), "rules[no_such_rule].rule"),
        (RuleSpec("daily_rest", hard=False, params={"rest_min": 660}), "rules[daily_rest].hard"),
        (RuleSpec("requests", hard=True), "rules[requests].hard"),
        (RuleSpec("daily_rest"), "rules[daily_rest].params.rest_min"),
        (RuleSpec("daily_rest", params={"rest_min": "11"}), "rules[daily_rest].params.rest_min"),
        (RuleSpec("daily_rest", params={"rest_min": 1, "x": 1}), "rules[daily_rest].params.x"),
        (RuleSpec("forbidden_successions", params={"pairs": ("L",)}, key="x"), "rules[x].params.pairs"),
        (RuleSpec("shifts_of_type", params={"most": (("E", "two"),)}), "rules[shifts_of_type].params.most"),
    ],
)
def test_a_rule_that_may_not_be_is_refused_by_its_place(rule: RuleSpec, place: str) -> None:
    with pytest.raises(ProblemError) as caught:
        solve(problem(rule, days=2), ONE_THREAD)
    assert caught.value.place == place


@pytest.mark.parametrize(
    "limit",
    [
        {"seconds": 0.0},
        {"seconds": float("nan")},
        {"seconds": float("inf")},
        {"deterministic": 0.0},
        {"deterministic": float("inf")},
        {"workers": 0},
        {"seed": -1},
        {"gap": 1.5},
    ],
)
def test_a_limit_out_of_range_is_refused_by_its_name(limit: dict[str, float]) -> None:
    with pytest.raises(ProblemError) as caught:
        solve(problem(days=2), replace(ONE_THREAD, **limit))  # type: ignore[arg-type]
    assert caught.value.place == f"limits.{next(iter(limit))}"
