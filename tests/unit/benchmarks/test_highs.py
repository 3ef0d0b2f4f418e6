"""HiGHS is given the same problem as CP-SAT: each constraint's rows allow what the constraint allows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from ortools.sat.python import cp_model

from benchmarks.peers.highs import rows

Made = Callable[[cp_model.CpModel, list[cp_model.IntVar]], object]
KINDS: list[tuple[Made, Callable[[int, int, int], bool]]] = [
    (lambda cp, x: cp.add(2 * x[0] - x[1] + x[2] <= 1), lambda a, b, c: 2 * a - b + c <= 1),
    (lambda cp, x: cp.add(x[0] + x[1] + x[2] == 2), lambda a, b, c: a + b + c == 2),
    (lambda cp, x: cp.add_bool_or([x[0], ~x[1], x[2]]), lambda a, b, c: bool(a or not b or c)),
    (lambda cp, x: cp.add_at_most_one([x[0], ~x[1], x[2]]), lambda a, b, c: a + (1 - b) + c <= 1),
    (lambda cp, x: cp.add_exactly_one([x[0], x[1], ~x[2]]), lambda a, b, c: a + b + (1 - c) == 1),
    (lambda cp, x: cp.add_implication(x[0], ~x[1]), lambda a, b, _c: not (a and b)),
    (lambda cp, x: cp.add_max_equality(x[0], [x[1], x[2]]), lambda a, b, c: a == max(b, c)),
    (
        lambda cp, x: cp.add(x[1] + x[2] >= 1).only_enforce_if(x[0]),
        lambda a, b, c: not a or b + c >= 1,
    ),
    (
        lambda cp, x: cp.add(x[1] - x[2] == 0).only_enforce_if(~x[0]),
        lambda a, b, c: bool(a) or b == c,
    ),
]


@pytest.mark.parametrize(("make", "allowed"), KINDS)
def test_the_rows_allow_what_the_constraint_allows(
    make: Made, allowed: Callable[[int, int, int], bool]
) -> None:
    cp = cp_model.CpModel()
    variables = [cp.new_bool_var("") for _ in range(3)]
    make(cp, variables)
    (constraint,) = cp.proto.constraints
    found = list(rows(constraint, [(0, 1)] * 3))
    for values in product((0, 1), repeat=3):
        sums = [sum(factor * values[one] for one, factor in row.terms.items()) for row in found]
        kept = all(row.least <= total <= row.most for row, total in zip(found, sums, strict=True))
        assert kept == allowed(*values), values
