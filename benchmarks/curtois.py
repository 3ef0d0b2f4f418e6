"""The public shift scheduling instances of Curtois and Qu; they are not part of the project."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.cases import CP_SAT, CPMPY, HIGHS, Case, Suite, folder
from rostering.formats import read_problem
from rostering.problem import Problem

WORDS = """Nobody here wrote these; the best known costs and bounds are those published. Every rota is judged
by our checker and by an independent referee, which agree."""


def cases() -> list[Case]:
    """Return the instances that are at hand, in order of their numbers."""
    known = folder() / "curtois_best_known.csv"
    if not known.exists():
        return []
    with known.open(encoding="utf-8", newline="") as file:
        return list(_cases(list(csv.DictReader(file))))


def _cases(rows: list[dict[str, str]]) -> Iterator[Case]:
    for row in rows:
        path = folder() / "curtois" / f"{row['instance']}.txt"
        if path.exists():
            yield Case(
                suite="curtois",
                instance=row["instance"],
                size=f"{row['staff']} people, {row['weeks']} weeks, {row['shift_types']} types",
                problem=partial(_problem, path),
                peers=(CP_SAT, CPMPY),
                on_demand=(HIGHS,),
                file=path,
                best_known=int(row["best_known"]),
                best_bound=int(row["lower_bound"]),
                judge=(sys.executable, str(folder() / "judge_curtois.py"), str(path)),
            )


def _problem(path: Path) -> Problem:
    return read_problem(path.read_text(encoding="utf-8"))


SUITE = Suite(
    "curtois",
    "Public shift scheduling instances",
    WORDS,
    cases,
    "The instances are not beside the project.",
)
