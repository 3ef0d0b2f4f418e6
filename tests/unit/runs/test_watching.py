"""Whether to wait for a better rota, as the run page advises."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rostering.runs.chart import draw
from rostering.runs.models import Run, RunSnapshot, RunStatus, RunStep
from rostering.runs.watching import advice, watch
from workforce.core import clock

FIRST = (1_000, 6_000, 1_500)
LONGER = "Gained 16.6% in the last 30 seconds: worth a little longer."
LITTLE = "Little was gained in the last 30 seconds: you may as well stop."
NEAR = "Hardly anything is left to gain: you may as well stop."


@pytest.mark.parametrize(
    ("steps", "elapsed_ms", "said"),
    [
        ((), 60_000, ""),
        (((500, None, 0),), 60_000, ""),
        ((FIRST,), 30_000, ""),
        ((FIRST, (40_000, 5_000, 1_500)), 60_000, LONGER),
        ((FIRST, (2_000, 5_000, 1_500)), 60_000, LITTLE),
        ((FIRST, (40_000, 5_000, 4_990)), 60_000, NEAR),
        ((FIRST, (2_000, 5_000, 4_990)), 3_000, NEAR),
    ],
)
def test_waiting_is_advised_while_it_pays(
    steps: tuple[tuple[int, int | None, int], ...], elapsed_ms: int, said: str
) -> None:
    told = [RunStep(at_ms=at_ms, best=best, bound=bound) for at_ms, best, bound in steps]
    assert advice(told, elapsed_ms) == said


def step(at_ms: int, best: int | None, unfilled: int | None, phase: str, bound: int = 0) -> RunStep:
    return RunStep(at_ms=at_ms, best=best, bound=bound, unfilled=unfilled, phase=phase, amounts={})


def test_filling_more_duties_is_a_gain_whatever_it_costs() -> None:
    told = [step(0, 5_000, 6, "first"), step(40_000, 5_400, 4, "diving")]
    assert advice(told, 60_000) == "Filled 2 more duties in the last 30 seconds: worth a little longer."


def test_the_line_of_the_chart_begins_again_where_a_costlier_rota_fills_more() -> None:
    """No line goes up, and the mark at each beginning says how many duties are unfilled."""
    told = [
        step(0, 5_000, 6, "first"),
        step(1_000, 4_000, 6, "annealing"),
        step(2_000, 4_600, 4, "diving"),
        step(3_000, 4_200, 4, "diving"),
    ]
    drawn = draw(told, 4_000)
    assert drawn is not None
    assert [mark.label for mark in drawn.marks] == ["First lawful rota: 6 unfilled", "4 unfilled"]
    for line in (drawn.before, drawn.best):
        heights = [float(part.split("H")[0].split()[-1]) for part in line[1:].split("V")]
        assert heights == sorted(heights), "a lower cost is drawn further down"
    falling = draw(told[:2], 4_000)
    assert falling is not None and falling.before == ""


@pytest.mark.parametrize(
    ("steps", "headline", "elapsed", "stages"),
    [
        (
            [step(0, 9_000, 12, "first"), step(0, None, None, "preparing")],
            "Getting ready to search",
            "0:00",
            ["done", "done", "now", "later", "later"],
        ),
        (
            [step(0, 9_000, 12, "first"), step(0, 9_000, 12, "reading")],
            "A lawful rota, and no telling yet how much better it can get",
            "0:10",
            ["done", "done", "later", "later"],
        ),
        (
            [
                step(0, 9_000, 12, "first"),
                step(0, 9_000, 12, "preparing"),
                step(2_000, 9_000, 12, "descent", 1_000),
            ],
            "Within 88.9% of the best possible",
            "0:10",
            ["done", "done", "done", "now", "later"],
        ),
    ],
    ids=["preparing", "reading", "searching"],
)
def test_the_time_of_a_run_begins_with_its_search(
    steps: list[RunStep], headline: str, elapsed: str, stages: list[str]
) -> None:
    now = clock.now()
    run = Run(status=RunStatus.RUNNING, started_at=now - timedelta(seconds=10), seconds_max=60, message="")
    snapshot = RunSnapshot(size={"people": 8}, best_rows=[], short_days={}, costly_demands=[])
    seen = watch(run, steps, snapshot, {}, now)
    assert (seen.headline, seen.elapsed) == (headline, elapsed)
    assert [stage.state for stage in seen.stages] == stages
