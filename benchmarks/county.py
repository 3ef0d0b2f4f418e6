"""Eighteen teams that share a fifth of their nine hundred people, in one run."""

from __future__ import annotations

from functools import partial

from benchmarks.cases import Case, Suite
from rostering.problem import Problem, Report
from rostering.solver.generators.counties import county

WORDS = """Teams in a ring, of different size and tightness, over four weeks; a fifth of the people can serve
one or two neighbouring teams too. "Lent" is how many duties are worked for another team, each at a cost."""
TEAMS, STAFF, WEEKS = 18, 900, 4


def cases() -> list[Case]:
    """Return one county."""
    return [
        Case(
            suite="county",
            instance="county-1",
            size=f"{TEAMS} teams, {STAFF} people, {WEEKS} weeks",
            problem=partial(county, 1, TEAMS, STAFF, WEEKS),
            limits=(600,),
            seeds=(0,),
            figures=_figures,
        )
    ]


def _figures(_problem: Problem, report: Report) -> dict[str, int]:
    return {"lent": sum(line.amount for line in report.lines if line.rule == "mutual_aid")}


SUITE = Suite("county", "A county in one run", WORDS, cases)
