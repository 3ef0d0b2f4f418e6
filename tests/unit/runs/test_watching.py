"""Whether to wait for a better rota, as the run page advises."""

from __future__ import annotations

import pytest

from rostering.runs.models import RunStep
from rostering.runs.watching import advice

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
