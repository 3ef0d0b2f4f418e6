"""What is to be measured, and what needs not be measured again."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from benchmarks import plan
from benchmarks.cases import CP_SAT, OURS, Case
from benchmarks.plan import Choice, Planned, left, planned
from benchmarks.records import Run, newest
from rostering.solver.generators.teams import team
from tests.unit.benchmarks.runs import measured

CASE = Case("suite", "one", "small", lambda: team(1, 8, 1), limits=(10, 60), seeds=(0, 1))


@pytest.fixture(autouse=True)
def _commits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_contains", lambda commit, since: commit >= since)
    monkeypatch.setattr("benchmarks.machine.versions", lambda: {"ortools": "9"})


def names(runs: Iterable[Planned]) -> list[tuple[str, float, int]]:
    return [(one.solver, one.seconds, one.seed) for one in runs]


def still(*done: Run, since: str = "abc") -> list[tuple[str, float, int]]:
    return names(left(planned([CASE], Choice()), lambda: newest(done), since))


def test_the_first_seed_comes_first_and_of_it_the_short_runs() -> None:
    assert names(planned([CASE], Choice())) == [
        (OURS, 10, 0),
        (OURS, 60, 0),
        (CP_SAT, 60, 0),
        (OURS, 10, 1),
        (OURS, 60, 1),
    ]


def test_a_choice_narrows_what_is_measured() -> None:
    assert names(planned([CASE], Choice(solvers=[OURS], limits=[5], seeds=[7]))) == [(OURS, 5, 7)]
    assert planned([CASE], Choice(instances=["another"])) == []


def test_what_was_measured_is_not_measured_again() -> None:
    assert still(measured()) == [(OURS, 60, 0), (CP_SAT, 60, 0), (OURS, 10, 1), (OURS, 60, 1)]


def test_what_was_proven_needs_no_longer_run() -> None:
    assert still(measured(bound=100)) == [(CP_SAT, 60, 0), (OURS, 10, 1), (OURS, 60, 1)]


def test_what_was_measured_before_the_commit_is_measured_again() -> None:
    assert (OURS, 10, 0) in still(measured(), since="abd")


def test_a_peer_is_measured_again_with_another_version_of_what_it_needs_only() -> None:
    old = measured(CP_SAT, seconds=60, commit="aaa", versions={"ortools": "8"})
    same = measured(CP_SAT, seconds=60, commit="aaa", versions={"ortools": "9", "numba": "0"})
    assert (CP_SAT, 60, 0) in still(old)
    assert (CP_SAT, 60, 0) not in still(same)
