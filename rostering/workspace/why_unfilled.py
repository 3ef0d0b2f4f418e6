"""Why a demand of a rota is unfilled: the funnel of everybody who was considered, and what would fill it.

Every number comes with the people whom it counts, so that a page can name them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rostering.explain import Candidate, Unfilled, Unlock, candidates, unfilled, unlocks
from rostering.planning import PlannedPerson
from rostering.problem import Demand, Problem, Stage
from rostering.workspace.queries import Board

#: The steps of the funnel in their order: what is asked at each.
STEPS = {
    Stage.TEAM: ("In the team that day", "Everyone, whoever employs them"),
    Stage.ROLE: ("Right role", ""),
    Stage.COMPETENCE: ("Competence in date on the day", ""),
    Stage.READY: ("Checks and placement accepted", "By the host of the duty"),
    Stage.AWAY: ("Not away", "Leave, study, times they cannot work"),
    Stage.WORKING: ("Not already working that day", "This duty or another, any team, any employer"),
    Stage.LAW: ("Lawful rest and hours", "All employers added"),
    Stage.TEAM_RULES: ("Within the team’s own rules", "Whoever is left could work it"),
}

#: What stands in the way of each unfilled demand of a rota, by the key of the demand.
Considered = Mapping[str, tuple[Unfilled, tuple[Candidate, ...]]]


@dataclass(frozen=True)
class FunnelStep:
    """A step of the funnel: those still possible after it, and those who drop out at it."""

    stage: Stage
    title: str
    detail: str
    left: tuple[Candidate, ...]
    dropped: tuple[Candidate, ...]


@dataclass(frozen=True)
class WhyUnfilled:
    """An unfilled demand, with everybody who was considered for it."""

    current: Unfilled
    steps: tuple[FunnelStep, ...]
    #: Those who are left after the last step.
    could: tuple[Candidate, ...]
    #: People with one obstacle alone, which can be removed: they are one step away.
    unlocks: tuple[Unlock, ...]
    #: The names of those in other roles, by the title of the role.
    other_roles: tuple[tuple[str, tuple[str, ...]], ...]


def considered_for(board: Board) -> Considered:
    """Return everybody as a candidate for each unfilled demand of a rota, by day and start of the duty."""
    problem, roster = board.plan.problem, board.roster
    return {
        short.demand.key: (short, candidates(problem, roster, short.demand))
        for short in unfilled(problem, roster)
    }


def why_unfilled(board: Board, considered: Considered, key: str) -> WhyUnfilled:
    """Return why one of the unfilled demands of a rota is unfilled."""
    current, people = considered[key]
    steps = _steps(board.plan.problem, current.demand, people)
    return WhyUnfilled(
        current=current,
        steps=steps,
        could=steps[-1].left,
        unlocks=tuple(
            unlock
            for unlock in unlocks(considered)
            if any(opened.demand.key == key for opened in unlock.opens)
        ),
        other_roles=_other_roles(steps, board.plan.people),
    )


def _steps(problem: Problem, demand: Demand, people: tuple[Candidate, ...]) -> tuple[FunnelStep, ...]:
    left = people
    steps = []
    for stage, (title, detail) in STEPS.items():
        dropped = tuple(candidate for candidate in left if candidate.stage is stage)
        left = tuple(candidate for candidate in left if candidate.stage is not stage)
        asked = _roles(problem, demand) if stage is Stage.ROLE else detail
        steps.append(FunnelStep(stage, title, asked, left, dropped))
    return tuple(steps)


def _roles(problem: Problem, demand: Demand) -> str:
    """Return the roles that a demand takes, which are those of its duty if it names none itself."""
    roles = demand.roles or problem.shift_of[demand.shifts[0]].roles
    return ", ".join(problem.label(role) for role in roles) or "Any role"


def _other_roles(
    steps: tuple[FunnelStep, ...], people: Mapping[str, PlannedPerson]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        if step.stage is Stage.ROLE:
            for candidate in step.dropped:
                person = people[candidate.worker]
                names[person.role_title or "Without a contract"].append(person.name)
    return tuple((title, tuple(sorted(listed))) for title, listed in sorted(names.items()))
