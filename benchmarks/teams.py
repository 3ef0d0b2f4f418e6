"""Neighbourhood teams made up from a seed: several employers, part-timers, nights, competences, a past."""

from __future__ import annotations

from functools import partial

from benchmarks.cases import CP_SAT, HIGHS, Case, Suite
from rostering.solver.generators.teams import team

WORDS = """Teams of several employers over four weeks, with part-timers, nights, competences, apprentices,
leave, second jobs and a past; all rules of law and the team's own. Every team is made up from its seed."""
#: The seeds of each size.
TEAMS = {20: (1, 2, 3), 30: (1, 2, 3), 40: (1, 2, 3), 60: (1, 2, 3)}
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
            peers=(CP_SAT, HIGHS),
        )
        for staff, seeds in TEAMS.items()
        for seed in seeds
    ]


SUITE = Suite("teams", "Neighbourhood teams", WORDS, cases)
