"""Hours of the contract: the least and the most in each period, and how near to the target."""

from __future__ import annotations

from typing import Any

from rostering.problem import HoursPeriod
from tests.solver.rules.judges import Edge, each
from tests.solver.small import HOUR, elsewhere


def contract(
    *, unit: int = 60, fixed: tuple[Any, ...] = (), days: tuple[int, int] = (0, 7), **minutes: int
) -> dict[str, Any]:
    period = HoursPeriod(*days, **minutes)
    return {"params": {"unit_min": unit}, "ada": {"hours": (period,), "fixed": fixed}}


def target(minutes: int, *, unit: int = 60, tolerance: int = 0, **more: Any) -> dict[str, Any]:
    facts = contract(target_min=minutes, **more)
    return {**facts, "params": {"unit_min": unit, "tolerance_min": tolerance}}


PAID = (elsewhere(3, 9, 8, paid_min=8 * HOUR),)

EDGES = (
    Edge(
        "contract_hours",
        "E0 S6 E7",
        12 * HOUR,
        (0, 0, 1),
        lambda least: contract(min_min=least),
        says="12 h from Monday 4 January to Sunday 10 January. The least by contract is 12 h 01.",
        days=(0, 1, 2, 3, 4, 5, 6),
        name="the least",
    ),
    Edge(
        "contract_hours",
        "E0 S6 E7",
        12 * HOUR,
        (1, 0, 0),
        lambda most: contract(max_min=most),
        says="12 h from Monday 4 January to Sunday 10 January. The most by contract is 11 h 59.",
        name="the most",
    ),
    Edge(
        "contract_hours",
        "E0",
        20 * HOUR,
        (4, 4, 5),
        lambda least: contract(min_min=least, max_min=30 * HOUR, fixed=PAID),
        name="fixed work counts towards the least",
    ),
    Edge(
        "contract_hours",
        "E0",
        16 * HOUR,
        (1, 0, 0),
        lambda most: contract(max_min=most, fixed=PAID),
        name="fixed work counts towards the most",
    ),
    Edge(
        "contract_hours",
        "",
        1,
        (0, 0, 0),
        lambda most: contract(max_min=most),
        name="no least",
    ),
    Edge(
        "contract_hours",
        "S0",
        4 * HOUR,
        (4, 4, 4),
        lambda most: contract(max_min=most, fixed=PAID),
        name="beside too much fixed work nothing may be added",
    ),
    Edge(
        "contract_hours",
        "",
        4 * HOUR,
        (0, 0, 0),
        lambda most: contract(max_min=most, fixed=PAID),
        name="fixed work alone is not held against anybody",
    ),
    Edge(
        "contract_hours",
        "E0 E2",
        2,
        (0, 0, 4),
        lambda to: contract(max_min=12 * HOUR, days=(0, to)),
        name="how many days",
    ),
    Edge(
        "contract_hours",
        "E0 E2",
        1,
        (4, 0, 0),
        lambda start: contract(max_min=12 * HOUR, days=(start, 7)),
        name="from which day",
    ),
    Edge(
        "contract_hours",
        "E0",
        20,
        (13, 12, 12),
        lambda unit: contract(unit=unit, min_min=12 * HOUR),
        name="in begun units",
    ),
    Edge(
        "hours_target",
        "E0 S6",
        12 * HOUR,
        (1, 0, 1),
        target,
        says="1 min under the 12 h 01 of Monday 4 January to Sunday 10 January.",
        days=(0, 1, 2, 3, 4, 5, 6),
        name="on either side",
    ),
    Edge(
        "hours_target",
        "E0 S6",
        11 * HOUR,
        (2, 1, 1),
        target,
        name="in begun hours over",
    ),
    Edge(
        "hours_target",
        "E0 S6",
        30,
        (1, 0, 0),
        lambda tolerance: target(11 * HOUR + 30, tolerance=tolerance),
        name="what is tolerated over",
    ),
    Edge(
        "hours_target",
        "E0 S6",
        30,
        (1, 0, 0),
        lambda tolerance: target(12 * HOUR + 30, tolerance=tolerance),
        name="what is tolerated under",
    ),
    Edge(
        "hours_target",
        "E0 S6",
        45,
        (3, 3, 3),
        lambda unit: target(10 * HOUR, unit=unit),
        name="in begun units",
    ),
    Edge(
        "hours_target",
        "E0 S6",
        60,
        (3, 2, 2),
        lambda unit: target(10 * HOUR, unit=unit),
        name="in whole units",
    ),
    Edge(
        "hours_target",
        "E0 S6",
        20 * HOUR,
        (1, 0, 1),
        lambda minutes: target(minutes, fixed=PAID),
        name="fixed work counts",
    ),
    Edge(
        "hours_target", "E0 S6", 20 * HOUR, (0, 0, 0), lambda most: contract(max_min=most), name="no target"
    ),
)


@each(EDGES)
def test_hours_may_be_as_many_as_the_contract_says(edge: Edge) -> None:
    edge.judge()
