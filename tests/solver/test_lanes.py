"""Searches in processes of their own: stopped in any phase, stuck, killed, orphaned, begun from anywhere."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from rostering.checker import check
from rostering.formats import write_native
from rostering.problem import Limits, Problem, Progress, Result, Roster, Status
from rostering.solver import solve
from rostering.solver.columns import readiness
from rostering.solver.core.clock import WALL, Clock, Meter
from rostering.solver.core.errors import LanesCrashed
from rostering.solver.core.incumbent import DualBound
from rostering.solver.core.phases import FIRST, PREPARING, READING, SearchKind
from rostering.solver.dispatch import dispatcher
from rostering.solver.generators.teams import team
from tests.conftest import children_of, wait_until
from tests.solver.test_solve import every_roster, tiny

TOP = Path(__file__).parents[2]
TEAM = team(1, staff=12, weeks=2)
LONG = Limits(seconds=60, workers=2)
#: Phases in which no lane has been started.
BEFORE_LANES = (FIRST, PREPARING, READING)


def lanes_of(pid: int) -> list[int]:
    """Return the lanes that a process has started and that are still there."""
    return [one for one in children_of(pid) if is_lane(one)]


def is_lane(pid: int) -> bool:
    """Return whether a process is there and is a lane."""
    try:
        return "rostering.solver.lanes.lane" in Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def signal_lanes(number: signal.Signals) -> None:
    for pid in lanes_of(os.getpid()):
        os.kill(pid, number)


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    yield
    assert lanes_of(os.getpid()) == []


@pytest.fixture
def no_head_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lanes begin at once, however small the problem."""
    monkeypatch.setattr(dispatcher, "SMALL_PAIRS", 0)


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> list[Clock]:
    """Return the clocks that the dispatcher makes, so that a test can bring its limit nearer: the first."""
    made: list[Clock] = []

    class NotedClock(Clock):
        def __init__(self, limit: float, meter: Meter = WALL) -> None:
            super().__init__(limit, meter)
            made.append(self)

    monkeypatch.setattr(dispatcher, "Clock", NotedClock)
    return made


def solved_until(
    is_due: Callable[[Progress], bool], limits: Limits = LONG, then: Callable[[], None] = lambda: None
) -> tuple[Result, float]:
    """Solve until a moment, do something then, and stop; return the result and how long the stop took."""
    due_at: list[float] = []

    def watch(now: Progress) -> None:
        if not due_at and is_due(now):
            then()
            due_at.append(time.monotonic())

    result = solve(TEAM, limits, watch, lambda: bool(due_at))
    return result, time.monotonic() - due_at[0]


#: With one thread every phase begins after so much work, however busy the machine is.
LIMITS = {1: Limits(seconds=120, deterministic=8, workers=1), 2: LONG}


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("phase", ["reading", "descent", "root", "diving", "choosing"])
def test_a_column_search_stops_within_two_seconds(phase: str, workers: int, no_head_start: None) -> None:
    result, took = solved_until(lambda now: now.phase == phase, LIMITS[workers])
    assert took < 2
    assert result.status is Status.STOPPED


@pytest.mark.slow
@pytest.mark.parametrize("phase", ["cover", "improving"])
def test_cp_sat_in_a_lane_stops_within_two_seconds(phase: str, no_head_start: None) -> None:
    result, took = solved_until(lambda now: now.phase == phase)
    assert took < 2
    assert result.status is Status.STOPPED


def test_the_head_start_stops_within_two_seconds() -> None:
    _, took = solved_until(lambda now: now.phase == "cover")
    assert took < 2


@pytest.mark.slow
def test_lanes_that_are_stuck_are_killed_when_the_caller_stops(no_head_start: None) -> None:
    result, took = solved_until(
        lambda now: now.best is not None and now.phase not in BEFORE_LANES,
        then=lambda: signal_lanes(signal.SIGSTOP),
    )
    assert took < 2
    assert result.roster is not None
    assert check(TEAM, result.roster).cost == result.cost


@pytest.mark.slow
def test_lanes_that_are_stuck_cannot_outlast_the_limit(no_head_start: None, clocks: list[Clock]) -> None:
    stuck: list[bool] = []

    def watch(now: Progress) -> None:
        if now.phase == "cover" and not stuck:
            stuck.append(True)
            signal_lanes(signal.SIGSTOP)
            clocks[0].limit = clocks[0].spent() + 1

    result = solve(TEAM, Limits(seconds=600, workers=2), watch)
    assert stuck
    assert result.seconds < clocks[0].limit + 1


@pytest.mark.slow
def test_when_one_lane_is_killed_the_other_goes_on_and_a_note_says_so(
    no_head_start: None, clocks: list[Clock]
) -> None:
    killed: list[int] = []

    def watch(now: Progress) -> None:
        if now.best is not None and now.phase not in BEFORE_LANES and not killed:
            killed.append(lanes_of(os.getpid())[0])
            os.kill(killed[0], signal.SIGKILL)
            clocks[0].limit = clocks[0].spent() + 5

    result = solve(TEAM, Limits(seconds=600, workers=2), watch)
    assert killed
    assert result.status is Status.FEASIBLE
    assert any("broke off: it was ended by SIGKILL" in note for note in result.notes)


def test_when_all_lanes_are_killed_before_a_rota_the_error_says_how(no_head_start: None) -> None:
    def watch(now: Progress) -> None:
        if now.phase == "reading" and now.seconds > 0.1:
            signal_lanes(signal.SIGKILL)

    with pytest.raises(LanesCrashed, match=r"lane 1 broke off: it was ended by SIGKILL"):
        solve(TEAM, LONG, watch)


def test_an_error_of_the_caller_leaves_no_lane_behind(no_head_start: None) -> None:
    def watch(now: Progress) -> None:
        if lanes_of(os.getpid()):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        solve(TEAM, LONG, watch)


def test_where_no_process_can_be_started_searches_take_turns(
    no_head_start: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    seen: list[Progress] = []
    given = team(1, staff=4, weeks=1)

    def has_searched() -> bool:
        return any(now.roster is not None and now.phase not in BEFORE_LANES for now in seen)

    result = solve(given, LONG, seen.append, should_stop=has_searched)
    assert result.roster is not None
    assert "in this process" in result.lane
    assert any("no process could be started" in note for note in result.notes)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_lanes_prove_what_trying_everything_finds(seed: int, no_head_start: None) -> None:
    given = tiny(random.Random(seed))
    lawful = [report for report in (check(given, one) for one in every_roster(given)) if report.lawful]
    result = solve(given, Limits(seconds=20, workers=2))
    if not lawful:
        assert result.status is Status.INFEASIBLE
        assert result.reasons
        return
    fewest, best = min((report.unfilled, report.cost) for report in lawful)
    assert (result.status, result.unfilled, result.cost) == (Status.OPTIMAL, fewest, best)
    assert result.bound == best


@pytest.mark.slow
def test_progress_never_goes_back(no_head_start: None) -> None:
    seen: list[Progress] = []
    result = solve(
        TEAM, LONG, seen.append, should_stop=lambda: sum(one.roster is not None for one in seen) > 3
    )
    bounds = [one.bound for one in seen]
    ranks = [(one.unfilled, one.best) for one in seen if one.unfilled is not None]
    assert bounds == sorted(bounds)
    assert ranks == sorted(ranks, reverse=True)
    assert (result.unfilled, result.cost) == ranks[-1]
    assert result.bound >= bounds[-1]
    assert "lane" in result.lane
    assert result.memory_mb > 0


SCRIPT = """
import sys
sys.path.insert(0, {top!r})
from rostering.formats import read_problem
from rostering.solver import Limits, solve
from rostering.solver.dispatch import dispatcher
dispatcher.SMALL_PAIRS = 0
problem = read_problem(open({problem!r}).read())
limits = Limits(seconds=60, workers=2, gap={gap})
result = solve(problem, limits, lambda now: print(now.phase, flush=True))
print(result.lane)
"""


@pytest.fixture
def script(tmp_path: Path) -> Callable[[float], Path]:
    """Return a maker of scripts that solve up to a gap, and have no guard against being run again."""

    def make(gap: float) -> Path:
        problem, path = tmp_path / "team.json", tmp_path / "script.py"
        problem.write_text(write_native(TEAM), encoding="utf-8")
        path.write_text(SCRIPT.format(top=str(TOP), problem=str(problem), gap=gap), encoding="utf-8")
        return path

    return make


@pytest.mark.slow
def test_a_script_needs_no_guard_and_may_be_run_from_anywhere(
    script: Callable[[float], Path], tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "numpy.py").write_text("raise RuntimeError('not this one')", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(script(0.9))],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.stderr == ""
    assert "in lane" in told.stdout.splitlines()[-1]


@pytest.mark.slow
def test_lanes_end_by_themselves_when_their_parent_is_killed(script: Callable[[float], Path]) -> None:
    command = [sys.executable, str(script(0.0))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        for line in parent.stdout:
            if line.strip() == "cover":
                break
        orphans = lanes_of(parent.pid)
        assert len(orphans) == 2
        parent.kill()
    wait_until(lambda: not any(is_lane(pid) for pid in orphans), 5)


def solved_in_a_pool(gap: float) -> str:
    dispatcher.SMALL_PAIRS = 0
    return solve(TEAM, replace(LONG, gap=gap)).lane


@pytest.mark.slow
def test_the_worker_of_a_pool_may_start_lanes() -> None:
    with get_context("spawn").Pool(1) as pool:
        assert "lane" in pool.apply(solved_in_a_pool, (0.9,))


@pytest.mark.slow
def test_a_stop_is_heard_while_the_inner_loops_are_compiled(
    no_head_start: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(readiness, "FOLDER", str(tmp_path))
    monkeypatch.setattr(readiness, "MARK", "never")
    began = time.monotonic()
    result = solve(TEAM, Limits(seconds=60, workers=1), should_stop=lambda: time.monotonic() - began > 1)
    assert time.monotonic() - began < 3
    assert result.status is Status.STOPPED


def filled() -> tuple[Problem, Roster, int]:
    """Return a tiny problem of which the best rota fills every need and still costs something, with both."""
    for seed in range(100):
        given = tiny(random.Random(seed))
        best = solve(given, Limits(seconds=60, workers=1))
        if best.roster is not None and best.cost and best.cost >= 10 and not best.unfilled:
            return given, best.roster, best.cost
    raise AssertionError("no tiny problem is filled")


@pytest.mark.parametrize(("columns", "leaves"), [(996.0, True), (990.0, False)])
def test_cp_sat_keeps_its_lane_for_a_bound_that_is_higher_by_more_than_hardly(
    monkeypatch: pytest.MonkeyPatch, columns: float, leaves: bool
) -> None:
    monkeypatch.setattr(dispatcher, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(dispatcher, "PATIENCE", 0.0)
    given, roster, _ = filled()
    run = dispatcher.Dispatcher(given, LONG, None, None)
    run._incumbent.offer(roster, "diving")
    run._incumbent.take_dual_bound(DualBound(columns, ()))
    run._incumbent.take_bound(1000, SearchKind.CP_SAT)
    assert run._is_behind() is leaves


@pytest.mark.parametrize(("tiny_pairs", "leaves"), [(1_500, False), (0, True)])
def test_cp_sat_keeps_its_lane_on_a_tiny_problem_however_far_its_bound(
    monkeypatch: pytest.MonkeyPatch, tiny_pairs: int, leaves: bool
) -> None:
    monkeypatch.setattr(dispatcher, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(dispatcher, "PATIENCE", 0.0)
    monkeypatch.setattr(dispatcher, "TINY_PAIRS", tiny_pairs)
    given, roster, cost = filled()
    run = dispatcher.Dispatcher(given, LONG, None, None)
    run._incumbent.offer(roster, "diving")
    run._incumbent.take_dual_bound(DualBound(cost / 4, ()))
    run._incumbent.take_bound(cost // 2, SearchKind.CP_SAT)
    assert run._is_behind() is leaves
