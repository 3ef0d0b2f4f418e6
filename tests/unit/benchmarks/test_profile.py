"""Performance profiles: ratios to the best, and the share of instances within a ratio."""

from __future__ import annotations

from math import inf

from benchmarks.profile import ratios, share, steps

COSTS = {"ours": {"a": 100, "b": 50, "c": None}, "peer": {"a": 150, "b": 50, "c": None}}


def test_ratios_are_to_the_best_of_all_and_leave_out_what_nobody_solved() -> None:
    assert ratios(COSTS) == {"ours": [1.0, 1.0], "peer": [1.5, 1.0]}


def test_no_rota_is_infinitely_dear() -> None:
    assert ratios({"ours": {"a": 7}, "peer": {"a": None}})["peer"] == [inf]


def test_beside_a_cost_of_nothing_any_cost_is_infinitely_dear() -> None:
    assert ratios({"ours": {"a": 0}, "peer": {"a": 1}}) == {"ours": [1.0], "peer": [inf]}


def test_the_profile_steps_up_where_an_instance_comes_within_reach() -> None:
    assert steps([1.5, 1.0, inf, 1.5]) == [(1.0, 0.25), (1.5, 0.75)]


def test_a_solver_without_any_rota_stays_at_the_ground() -> None:
    assert steps([inf]) == [(1.0, 0.0)]
    assert share([], 1.0) == 0.0
