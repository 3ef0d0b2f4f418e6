"""The public instances of the Second International Nurse Rostering Competition, all weeks known at once."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.cases import HIGHS, Case, Suite, folder
from rostering.formats import read_problem
from rostering.problem import Problem

WORDS = """Nobody here wrote these; the best known costs and bounds are those published for all weeks known at
once. Every rota is judged by our checker and by an independent referee, which agree."""
#: A scenario, the number of its history, and the numbers of its weeks: n030w4_1_6-2-9-1.
NAME = re.compile(r"(n(\d+)w(\d+))_(\d)_(\d(?:-\d)*)")


def cases() -> list[Case]:
    """Return the instances that are at hand."""
    known = folder() / "inrc2_best_known.csv"
    if not known.exists():
        return []
    with known.open(encoding="utf-8", newline="") as file:
        return list(_cases(list(csv.DictReader(file))))


def _cases(rows: list[dict[str, str]]) -> Iterator[Case]:
    for row in rows:
        match = NAME.fullmatch(row["instance"])
        if match is None:
            continue
        scenario, people, weeks, history, order = match.groups()
        place = folder() / "inrc2" / scenario
        days = [place / f"WD-{scenario}-{week}.txt" for week in order.split("-")]
        paths = [place / f"Sc-{scenario}.txt", place / f"H0-{scenario}-{history}.txt", *days]
        if all(path.exists() for path in paths):
            yield Case(
                suite="inrc2",
                instance=row["instance"],
                size=f"{int(people)} people, {weeks} weeks",
                problem=partial(_problem, paths),
                on_demand=(HIGHS,),
                with_skill=True,
                best_known=int(row["best_known"]),
                best_bound=int(row["lower_bound"]),
                judge=(sys.executable, str(folder() / "judge_inrc2.py"), *map(str, paths), "--"),
            )


def _problem(paths: list[Path]) -> Problem:
    return read_problem(*(path.read_text(encoding="utf-8") for path in paths))


SUITE = Suite(
    "inrc2",
    "Public instances of INRC-II",
    WORDS,
    cases,
    "The instances are not beside the project.",
)
