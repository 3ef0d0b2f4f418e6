"""Neighbourhood teams made up from a seed: several employers, part-timers, nights, competences, a past."""

from __future__ import annotations

from functools import partial

from benchmarks.cases import Case, Suite
from rostering.solver.teams import team

WORDS = """Teams of several employers over four weeks, with part-timers, nights, competences, apprentices,
leave, second jobs and a past; all rules of law and the team's own. Every team is made up from its seed."""
SIZES = (20, 30, 40, 60)
TEAMS_OF_SIZE = 3
WEEKS = 4


def cases() -> list[Case]:
    """Return twelve teams."""
    return [
        Case(
            suite="teams",
            instance=f"team{staff}-{seed}",
            size=f"{staff} people, {WEEKS} weeks",
            problem=partial(team, seed, staff, WEEKS),
            limits=(10, 30),
            seeds=(0,),
        )
        for staff in SIZES
        for seed in range(1, TEAMS_OF_SIZE + 1)
    ]


SUITE = Suite("teams", "Neighbourhood teams", WORDS, cases)
