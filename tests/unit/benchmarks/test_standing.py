"""Which measured run answers for which question, and what the tables make of the answers."""

from __future__ import annotations

import pytest

from benchmarks import tables
from benchmarks.standing import Standing
from tests.unit.benchmarks.runs import measured


def test_a_peers_shorter_time_is_read_from_its_trace() -> None:
    standing = Standing([measured(), measured("cp-sat", seconds=60)])
    (one,) = standing.instances("suite")
    assert [standing.cost(one, "cp-sat", seconds) for seconds in (0.5, 1, 5, 60)] == [None, 150, 100, 100]


def test_our_shorter_time_is_a_run_of_its_own() -> None:
    standing = Standing([measured(seconds=60)])
    (one,) = standing.instances("suite")
    assert standing.costs(one, "ours", 10) == []


def test_a_proof_answers_for_longer_times_too() -> None:
    standing = Standing([measured(bound=100), measured(seed=1)])
    (one,) = standing.instances("suite")
    assert standing.costs(one, "ours", 600) == [100]


def test_the_newest_of_the_same_run_counts() -> None:
    standing = Standing([measured(cost=120), measured(cost=110)])
    (one,) = standing.instances("suite")
    assert standing.cost(one, "ours", 10) == 110


def test_a_run_at_fault_has_no_rota_and_no_bound() -> None:
    standing = Standing([measured(fault="its roster breaks availability")])
    (one,) = standing.instances("suite")
    assert standing.costs(one, "ours", 10) == [None]
    assert standing.bound(one, "ours") is None


@pytest.mark.parametrize(("costs", "middle"), [((1, 2, 9), 2), ((1, None, 9), 9), ((1, None, None), None)])
def test_the_median_counts_no_rota_as_the_dearest(costs: tuple[int | None, ...], middle: int | None) -> None:
    standing = Standing([measured(seed=seed, cost=cost) for seed, cost in enumerate(costs)])
    (one,) = standing.instances("suite")
    assert standing.cost(one, "ours", 10) == middle


@pytest.mark.parametrize(("solver", "middle"), [("ours", 5), ("cp-sat", 3)])
def test_of_two_seeds_counts_what_speaks_against_us(solver: str, middle: int) -> None:
    standing = Standing([measured(), *(measured(solver, seed=seed, cost=3 + 2 * seed) for seed in (0, 1))])
    (one,) = standing.instances("suite")
    assert standing.cost(one, solver, 10) == middle


def test_instances_stand_in_the_order_of_their_numbers() -> None:
    names = ["Instance10", "Instance9", "Instance1"]
    standing = Standing([measured(instance=name) for name in names])
    assert [one.name for one in standing.instances("suite")] == ["Instance1", "Instance9", "Instance10"]


def test_the_best_is_the_published_one_unless_a_cheaper_was_measured() -> None:
    standing = Standing([measured(best_known=95), measured(seed=1, best_known=95, cost=94)])
    (one,) = standing.instances("suite")
    assert standing.best(one) == 94


def test_the_table_shows_median_range_and_gaps() -> None:
    standing = Standing(
        [measured(seed=seed, cost=cost, best_known=96) for seed, cost in enumerate((96, 99, 120))]
    )
    *_, line = tables.ours(standing.instances("suite"), standing)
    assert line == "| one |  | 96 | 90 | 99 (96 to 120) | 3.12 % | 9.09 % | 1.0 s | 200 MB | 3 |"


def test_a_cheaper_peer_is_named() -> None:
    standing = Standing([measured(cost=101), measured("cp-sat")])
    found = tables.worse(standing.instances("suite"), standing)
    assert found == ["one at 10 s: CP-SAT, 8 workers 100, ours 101"]


def test_a_peer_that_is_as_good_is_not_named() -> None:
    standing = Standing([measured(), measured("cp-sat")])
    assert tables.worse(standing.instances("suite"), standing) == []
