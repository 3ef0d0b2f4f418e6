"""A rota counts only as checker and referee count it, and a claim that cannot be so is a fault."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.cases import Case
from benchmarks.referee import judge
from benchmarks.tape import Heard
from rostering.problem import Demand, RuleSpec
from tests.solver.small import person, problem

PROBLEM = problem(
    RuleSpec("availability"),
    RuleSpec("wanted_cover", hard=False, weight=10),
    days=2,
    workers=[person(), person("ben")],
    demands=[Demand("early0", ("E0",), "", 0, 2)],
)
CASE = Case("suite", "small", "tiny", lambda: PROBLEM)


def told(cost: int, bound: int = 0) -> Heard:
    return Heard(trace=[(0.1, cost, bound)], bound=bound)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Ada works the Early; one of two people is missing, which costs 10."""
    path = tmp_path / "roster.csv"
    path.write_text("staff,day,shift\nada,0,E\n", encoding="utf-8")
    return path


def referee(tmp_path: Path, answer: str) -> Case:
    script = tmp_path / "referee.py"
    script.write_text(f"print({answer!r})", encoding="utf-8")
    return replace(CASE, judge=(sys.executable, str(script)))


def test_the_checker_counts(roster: Path) -> None:
    judged = judge(CASE, roster, told(10))
    assert (judged.cost, judged.fault) == (10, "")


def test_slacks_may_be_larger_than_they_need_be(roster: Path) -> None:
    assert judge(CASE, roster, told(11)).fault == ""


@pytest.mark.parametrize(
    ("heard", "fault"),
    [
        (told(9), "it counts 9 where the checker counts 10"),
        (told(10, bound=11), "its bound 11 is above the cost 10 of a known roster"),
    ],
)
def test_what_cannot_be_so_is_a_fault(heard: Heard, fault: str, roster: Path) -> None:
    assert judge(CASE, roster, heard).fault == fault


def test_a_bound_above_the_best_known_cost_is_a_fault(roster: Path) -> None:
    assert "above the cost 4" in judge(replace(CASE, best_known=4), roster, told(10, bound=5)).fault


def test_a_referee_that_counts_otherwise_is_a_fault(roster: Path, tmp_path: Path) -> None:
    agrees = judge(referee(tmp_path, '{"cost": 10, "feasible": true}'), roster, told(10))
    assert (agrees.referee, agrees.fault) == (10, "")
    differs = judge(referee(tmp_path, '{"cost": 12, "feasible": true}'), roster, told(10))
    assert differs.fault == "the referee counts 12, the checker 10"


def test_a_roster_that_cannot_be_read_is_a_fault(roster: Path) -> None:
    roster.write_text("staff,day,shift\nnobody,0,E\n", encoding="utf-8")
    assert judge(CASE, roster, told(10)).fault.startswith("its roster cannot be read: ")
