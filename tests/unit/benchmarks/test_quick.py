"""The quick guard's arithmetic: ratios that compare fairly, their mean, and when they are too bad."""

from __future__ import annotations

import pytest

from benchmarks.quick import Guard, Pair, cases, guards, mean, verdict
from tests.unit.benchmarks.runs import measured

GUARD = Guard(recorded=0.5, margin=0.2, reason="a dive may miss")


def pair(ours: dict[str, object], peer: dict[str, object]) -> Pair:
    return Pair(measured(**ours), measured("cp-sat", **peer))  # type: ignore[arg-type]


def test_equals_compare_as_one() -> None:
    assert pair({}, {}).ratios() == {"gap": 1.0, "bound": 1.0, "proof": 1.0}


def test_rotas_are_measured_against_the_better_bound_and_bounds_against_the_better_rota() -> None:
    found = pair({"cost": 100, "bound": 100}, {"cost": 125, "bound": 75}).ratios()
    assert found["gap"] == pytest.approx(0.01 / 0.21)
    assert found["bound"] == pytest.approx(0.01 / 0.26)


def test_a_proof_counts_when_it_comes_and_none_at_the_limit() -> None:
    found = pair({"bound": 100, "used": 2.0}, {"used": 3.0}).ratios()
    assert found["proof"] == pytest.approx(3.0 / 11.0)


def test_no_rota_is_all_gap() -> None:
    found = pair({"cost": None, "bound": 50}, {"cost": 100, "bound": 100}).ratios()
    assert found["gap"] == pytest.approx(1.01 / 0.01)


def test_a_rota_that_costs_nothing_has_no_gap() -> None:
    assert pair({"cost": 0, "bound": 0}, {"cost": 10, "bound": 0}).ratios()["gap"] == pytest.approx(
        0.01 / 1.01
    )


def test_a_run_at_fault_lowers_no_bar() -> None:
    found = pair({"cost": 100, "bound": 100}, {"cost": 1, "bound": 500, "fault": "cannot be so"}).ratios()
    assert found["bound"] < 1
    assert found["gap"] == pytest.approx(0.01 / 1.01)


def test_the_mean_of_twice_as_good_and_twice_as_bad_is_one() -> None:
    good = pair({"bound": 100, "used": 1.0}, {"bound": 100, "used": 3.0})
    bad = pair({"bound": 100, "used": 3.0}, {"bound": 100, "used": 1.0})
    assert mean([good, bad])["proof"] == pytest.approx(1.0)


@pytest.mark.parametrize(("ratio", "good"), [(0.4, True), (0.6, True), (0.61, False)])
def test_a_ratio_fails_beyond_its_margin_and_says_why_there_is_one(ratio: float, good: bool) -> None:
    ((words, said),) = verdict({"gap": ratio}, {"gap": GUARD})
    assert said is good
    assert ("WORSE (a dive may miss)" in words) is not good


def test_every_ratio_that_is_compared_is_recorded_with_a_reason() -> None:
    compared = set(pair({}, {}).ratios())
    for suite in ("teams", "curtois"):
        assert set(guards()[suite]) == compared
        assert all(guard.reason and 0 < guard.margin < 1 for guard in guards()[suite].values())


def test_small_teams_are_always_compared() -> None:
    assert sum(case.suite == "quick" for case in cases()) == 4
