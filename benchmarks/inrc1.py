"""The public instances of the First International Nurse Rostering Competition that are at hand."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from benchmarks.cases import HIGHS, Case, Suite, folder
from rostering.formats import read_problem
from rostering.problem import Problem

WORDS = """Nobody here wrote these: four weeks, cover that is met exactly, and contracts of which every point
has its price. The best known costs are those of the literature. Every rota is judged by our checker and by a
referee with a reading of the definition of its own (`benchmarks/judge_inrc1.py`), which agree."""
#: What is published as the least cost, which our engine proves too (Santos, Toffolo, Gomes and Ribas 2016,
#: "Integer programming techniques for the nurse rostering problem", Annals of Operations Research 239).
BEST_KNOWN = {"sprint01": 56, "sprint02": 58, "sprint03": 51, "sprint04": 59, "sprint05": 58}


def cases() -> list[Case]:
    """Return the instances that are at hand."""
    return [_case(path) for path in sorted((folder() / "inrc1").glob("*.xml"))]


def _case(path: Path) -> Case:
    problem = _problem(path)
    return Case(
        suite="inrc1",
        instance=path.stem,
        size=f"{len(problem.workers)} people, {problem.days // 7} weeks",
        problem=partial(_problem, path),
        limits=(10, 60),
        on_demand=(HIGHS,),
        best_known=BEST_KNOWN.get(path.stem),
        best_bound=BEST_KNOWN.get(path.stem),
        judge=(sys.executable, "-m", "benchmarks.judge_inrc1", str(path), "--"),
    )


def _problem(path: Path) -> Problem:
    return read_problem(path.read_text(encoding="utf-8"))


SUITE = Suite(
    "inrc1",
    "Public instances of INRC-I",
    WORDS,
    cases,
    "The instances are not beside the project.",
)
