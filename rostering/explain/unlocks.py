"""Single changes that would fill duties: somebody's only obstacle, and the demands it keeps them from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rostering.explain.funnel import Candidate, Obstacle, Unfilled
from rostering.problem import Stage

#: Stages whose obstacles can be removed; the law, a person's role and their leave cannot.
CAN_CHANGE = (Stage.COMPETENCE, Stage.READY, Stage.TEAM_RULES)


@dataclass(frozen=True, slots=True)
class Unlock:
    """A person's only obstacle to some unfilled demands; without it no rule stops them from working these."""

    worker: str
    obstacle: Obstacle
    opens: tuple[Unfilled, ...]


def unlocks(considered: Mapping[str, tuple[Unfilled, tuple[Candidate, ...]]]) -> tuple[Unlock, ...]:
    """Return people's only obstacles to unfilled demands, those that would fill most demands first.

    `considered` gives for each demand key the demand and its candidates. Each obstacle
    is counted alone: removing two that fill the same demand still fills it once.
    """
    opens: dict[tuple[str, str], list[Unfilled]] = {}
    first: dict[tuple[str, str], Obstacle] = {}
    for short, people in considered.values():
        for candidate in people:
            if len(candidate.obstacles) != 1 or candidate.obstacles[0].stage not in CAN_CHANGE:
                continue
            place = candidate.worker, candidate.obstacles[0].key
            opens.setdefault(place, []).append(short)
            first.setdefault(place, candidate.obstacles[0])
    listed = [Unlock(worker, first[worker, key], tuple(items)) for (worker, key), items in opens.items()]
    return tuple(
        sorted(
            listed,
            key=lambda unlock: (-len(unlock.opens), CAN_CHANGE.index(unlock.obstacle.stage), unlock.worker),
        )
    )
