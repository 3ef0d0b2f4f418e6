"""The smallest things that would fill a duty: the only thing in a person's way, and what it opens."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.explain.funnel import Candidate, Obstacle, Unfilled
from rostering.problem import Stage

#: What can be done something about. The law, the role of a person and their leave stay as they are.
CAN_CHANGE = (Stage.COMPETENCE, Stage.READY, Stage.TEAM_RULES)


@dataclass(frozen=True, slots=True)
class Unlock:
    """One thing about one person; without it they could work these demands, for all rules know."""

    worker: str
    obstacle: Obstacle
    opens: tuple[Unfilled, ...]


def unlocks(considered: dict[str, tuple[Unfilled, tuple[Candidate, ...]]]) -> tuple[Unlock, ...]:
    """Return the single things that stand between a person and unfilled demands, those that open most first.

    `considered` gives for each demand key the demand and its candidates. Each thing is counted for itself:
    two that open the same demand do not add up.
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
