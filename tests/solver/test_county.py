"""Several teams in one run: the bound, double booking, mutual aid, lost workers, executors."""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from rostering.checker import check
from rostering.problem import (
    Demand,
    HoursPeriod,
    Limits,
    Problem,
    Progress,
    Report,
    Request,
    Result,
    Roster,
    Skill,
    Status,
)
from rostering.solver import solve
from rostering.solver.core.clock import Clock
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.county.cluster import connected
from rostering.solver.county.homes import find_homes, is_decomposable, subproblem
from rostering.solver.county.reoptimisation import HomeReoptimisation
from rostering.solver.county.task_runner import TaskRunner
from rostering.solver.county.worker_pool import WorkerPool
from tests.solver.small import HOUR, duty, person, problem, spec

DAYS = 7
TEAMS = ("north", "south", "west")
RULES = (
    spec("one_at_a_time"),
    spec("required_skills"),
    spec("daily_rest", rest_min=11 * HOUR),
    spec("contract_hours"),
    spec("supervision", overlap_percent=50),
    spec("minimum_cover", weight=100),
    spec("wanted_cover", weight=10),
    spec("over_cover", weight=2),
    spec("requests", weight=3),
    spec("mutual_aid", weight=4),
)


def county(seed: int, people: int = 8) -> Problem:
    """Return three teams, of which the south is short of people and the two others can help out."""
    chance = random.Random(seed)
    workers = []
    for team in TEAMS:
        for place in range(people if team != "south" else people // 2):
            serves = {team, "south"} if place < 2 else {team}
            workers.append(
                person(
                    f"{team}{place}",
                    team_key=team,
                    skills=tuple(Skill(f"in the {one}") for one in sorted(serves)),
                    hours=(HoursPeriod(0, DAYS, min_min=16 * HOUR, max_min=34 * HOUR),),
                    requests=(Request(chance.randrange(DAYS), wants=False),),
                    supervisors=(f"{team}1", f"{team}2") if place == 3 else None,
                )
            )
    shifts = [
        replace(
            duty(f"{kind}{day}"),
            key=f"{team} {kind}{day}",
            team_key=team,
            site_key=team,
            skills=(f"in the {team}",),
        )
        for team in TEAMS
        for day in range(DAYS)
        for kind in "EL"
    ]
    wanted = max(1, people // 4)
    demands = tuple(Demand(one.key, (one.key,), "", 1, wanted, over=1) for one in shifts)
    made = problem(*RULES, days=DAYS, workers=workers)
    return replace(made, shifts=tuple(shifts), demands=demands)


def run(given: Problem, executor: Executor | None = None, seconds: float = 20, **more: Any) -> Result:
    """Return the result of a county run with two workers, threads of this process unless told otherwise."""
    with nullcontext(executor) if executor else ThreadPoolExecutor(2) as runner:
        return solve(given, Limits(seconds=seconds, workers=2, gap=0.05), executor=runner, **more)


def once_killed(path: str) -> str:
    """End the process the first time, and answer the second."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def results(runner: TaskRunner) -> dict[object, object]:
    """Return what a crew brings until it is done."""
    found: dict[object, object] = {}
    while runner.tasks_under_way:
        found.update(runner.results(1.0))
    return found


# -- homes


def test_teams_that_share_a_demand_or_a_supervisor_are_one_home() -> None:
    given = county(1)
    assert [home.teams for home in find_homes(given)] == [("north",), ("south",), ("west",)]
    both = Demand("both", ("north E0", "west E0"), "", 0, 1)
    shared = replace(given, demands=(*given.demands, both))
    assert [home.teams for home in find_homes(shared)] == [("north", "west"), ("south",)]
    lone = replace(given.worker_of["south3"], supervisors=("west1",))
    supervised = replace(given, workers=(*(one for one in given.workers if one.key != lone.key), lone))
    assert [home.teams for home in find_homes(supervised)] == [("north",), ("south", "west")]


def test_a_home_serves_every_team_for_which_somebody_in_it_has_what_is_asked() -> None:
    north, south, west = find_homes(county(1))
    assert north.serves == {"north", "south"}
    assert south.serves == {"south"}
    assert west.serves == {"south", "west"}
    assert len(north.workers) == 8


def test_a_problem_with_two_duties_a_day_is_not_parted() -> None:
    given = county(1)
    assert is_decomposable(given)
    assert not is_decomposable(replace(given, rules=RULES[1:]))


def test_what_a_part_costs_beside_the_others_is_what_it_adds_to_the_whole() -> None:
    given, chance = county(1), random.Random(7)
    home = find_homes(given)[0]
    differences = set()
    others = random_roster(given, chance, [one.key for one in given.workers if one.key not in home.workers])
    for _ in range(5):
        own = random_roster(given, chance, home.workers)
        whole = Roster((*own.assignments, *others.assignments))
        beside = subproblem(given, home.workers, home.serves, whole)
        differences.add(check(given, whole).cost - check(beside, own).cost)
    assert len(differences) == 1


def random_roster(given: Problem, chance: random.Random, workers: Iterable[str]) -> Roster:
    """Return a roster in which people work some of the duties that they could."""
    pairs = []
    for key in workers:
        known = {skill.key for skill in given.worker_of[key].skills}
        for day in range(given.days):
            able = [one for one in given.shifts_on[day] if known.issuperset(one.skills)]
            if chance.random() < 0.5:
                pairs.append((key, chance.choice(able).key))
    return Roster.of(pairs)


# -- the run


def test_the_bound_is_never_above_the_proven_best_and_aid_is_counted_and_paid_for() -> None:
    given = county(1)
    best = solve(given, Limits(seconds=60, workers=1))
    assert best.status is Status.OPTIMAL
    seen: list[Progress] = []
    found = run(given, on_progress=seen.append)
    assert found.report is not None
    assert found.report.lawful
    assert 0 < found.bound <= best.cost <= found.cost  # type: ignore[operator]
    assert found.gap is not None
    assert found.gap <= 0.05
    # How soon the gap is small enough, and what follows then, is a matter of seconds.
    assert {one.phase for one in seen} - {"lending", "teams", "exchange"} == {"descent", "root"}
    aid = next(line for line in found.report.lines if line.rule == "mutual_aid")
    assert aid.count > 0
    assert aid.cost == 4 * aid.count
    assert aid.words == f"Mutual aid: {aid.count} duties for another team"
    assert found.prices
    assert any("3 homes" in words for words in found.notes)
    assert any("memory" in words for words in found.notes)


@pytest.mark.parametrize("phase", ["descent", "root"])
def test_a_stop_is_heard_in_every_phase(phase: str) -> None:
    asked: list[float] = []

    def hear(progress: Progress) -> None:
        if progress.phase == phase:
            asked.append(time.monotonic())

    result = run(county(2), on_progress=hear, should_stop=lambda: bool(asked))
    assert time.monotonic() - asked[0] < 2.0
    assert result.status is Status.STOPPED


def test_turns_go_on_from_what_costs_less_even_where_more_of_the_minimum_is_missing() -> None:
    given = county(1)
    with ThreadPoolExecutor(1) as threads, TaskRunner(threads, 1) as runner:
        turns = HomeReoptimisation(given, find_homes(given), runner, Incumbent(given), Clock(1.0), 0)
    complete, cheaper, dearer, unlawful = (
        Report((), (), cost, unfilled, lawful)
        for cost, unfilled, lawful in ((9_000, 0, True), (2_000, 1, True), (3_000, 0, True), (1, 0, False))
    )
    taken = [turns.accept(Roster(()), report) for report in (complete, cheaper, dearer, unlawful)]
    assert taken == [True, True, False, False]
    assert turns.report is cheaper


def test_a_home_without_a_lawful_rota_of_its_own_leaves_the_county_to_one_search() -> None:
    given = county(1)
    stuck = replace(given.worker_of["south3"], hours=(HoursPeriod(0, DAYS, min_min=200 * HOUR),))
    workers = (*(one for one in given.workers if one.key != stuck.key), stuck)
    assert run(replace(given, workers=workers)).status is Status.INFEASIBLE


# -- workers that are lost


def test_a_task_whose_process_is_killed_is_sent_again(tmp_path: Path) -> None:
    with TaskRunner(None, 1) as runner:
        runner.submit("first", once_killed, str(tmp_path / "killed"))
        runner.submit("second", len, "ab")
        assert results(runner) == {"first": "done", "second": 2}
        assert runner.tasks_lost == 1


def test_the_error_of_a_task_is_raised_and_a_task_that_kills_each_worker_is_given_up(tmp_path: Path) -> None:
    with TaskRunner(None, 1) as runner:
        runner.submit("wrong", len, 3)
        with pytest.raises(TypeError):
            results(runner)
        runner.submit("deadly", os._exit, 1)
        with pytest.raises(BrokenProcessPool):
            results(runner)


class Broken(Executor):
    """An executor that has broken down for good."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        raise BrokenProcessPool


def test_processes_of_our_own_take_over_from_an_executor_that_broke_down() -> None:
    with TaskRunner(Broken(), 1) as runner:
        runner.submit("sum", sum, [1, 2])
        assert results(runner) == {"sum": 3}


def test_a_pool_needs_no_guard_in_the_script_that_uses_it(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from rostering.solver.county.worker_pool import WorkerPool\n"
        "print(WorkerPool(1).submit(sum, [1, 2]).result())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, env=environment, check=True
    )
    assert (done.stdout, done.stderr) == ("3\n", "")


@pytest.mark.slow
def test_a_run_outlives_a_process_that_is_killed() -> None:
    with WorkerPool(2) as pool:
        found = run(county(1), pool, 60, on_progress=killer(lambda: pool.pids))
    assert_whole(found)
    assert any("sent again" in words for words in found.notes)


@pytest.mark.slow
def test_a_run_on_a_dask_cluster_outlives_a_worker_that_is_killed() -> None:
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
        ) as cluster,
        connected(cluster.scheduler_address) as executor,
    ):
        pids = killer(lambda: [one.pid for one in cluster.workers.values()])
        found = run(county(1), executor, 60, on_progress=pids)
    assert_whole(found)


def killer(pids: Callable[[], list[int]]) -> Callable[[Progress], None]:
    """Return what kills one of these processes as soon as there is a first rota."""
    killed: list[int] = []

    def hear(progress: Progress) -> None:
        if progress.best is not None and not killed:
            killed.append(pids()[0])
            os.kill(killed[0], signal.SIGKILL)

    return hear


def assert_whole(found: Result) -> None:
    """Assert that a run came to its end with a lawful rota near its bound."""
    assert found.report is not None
    assert found.report.lawful
    assert found.gap is not None
    assert found.gap <= 0.05
