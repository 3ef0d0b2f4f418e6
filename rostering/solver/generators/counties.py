"""Makes a realistic county from a seed: teams of different size and tightness that can help each other out.

Everybody in it is made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from rostering.problem import Problem, RuleSpec, Shift, Skill, Worker
from rostering.solver.generators.teams import EMPLOYERS, PART_TIME, TIGHTNESS, team

#: The smallest and the largest team, beside the average.
SIZES = (0.6, 1.4)
#: The best and the worst staffed team: hours wanted beside the average.
UNEVEN = (0.88, 1.12)
#: The part of people who can serve one or two neighbouring teams.
SHARED = 0.2
#: What a duty for another team costs, beside 40 for a person missing below what is wanted.
MUTUAL_AID = 12


def county(
    seed: int,
    teams: int = 18,
    staff: int = 900,
    weeks: int = 4,
    *,
    tightness: float = TIGHTNESS,
    part_time: float = PART_TIME,
    employers: int = len(EMPLOYERS),
) -> Problem:
    """Return the problem of neighbouring teams with so many people in all; equal arguments, equal problems.

    The teams stand in a ring. Whoever serves a team has had its induction; a fifth of the people has had that
    of one or two neighbours too. The other arguments are those of `team`.
    """
    made = partial(team, weeks=weeks, part_time=part_time, employers=employers)
    chance = random.Random(seed)
    keys = [f"t{number:02}" for number in range(1, teams + 1)]
    parts = [
        _part(
            key,
            made(
                chance.randrange(10**6),
                size,
                tightness=min(max(tightness * chance.uniform(*UNEVEN), 0.5), 1.5),
            ),
        )
        for key, size in zip(keys, _sizes(chance, teams, staff), strict=True)
    ]
    workers = tuple(
        worker
        for place, part in enumerate(parts)
        for worker in _shared(
            chance, part.workers, {keys[place - 1], keys[(place + 1) % teams]} - {keys[place]}
        )
    )
    return Problem(
        first_day=parts[0].first_day,
        days=parts[0].days,
        shifts=tuple(shift for part in parts for shift in part.shifts),
        workers=tuple(workers),
        demands=tuple(demand for part in parts for demand in part.demands),
        rules=(*parts[0].rules, RuleSpec("mutual_aid", hard=False, weight=MUTUAL_AID)),
        name=f"county of {teams} teams and {staff} people, {weeks} weeks, seed {seed}",
        labels={key: f"team {number}" for number, key in enumerate(keys, 1)},
    )


def _sizes(chance: random.Random, teams: int, staff: int) -> list[int]:
    """Return how many people each team has; they add up."""
    shares = [chance.uniform(*SIZES) for _ in range(teams)]
    ends = [round(staff * sum(shares[: place + 1]) / sum(shares)) for place in range(teams)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _part(key: str, own: Problem) -> Problem:
    """Return the problem of a team with keys of the county."""
    return replace(
        own,
        shifts=tuple(_shift(key, shift) for shift in own.shifts),
        workers=tuple(_worker(key, worker) for worker in own.workers),
        demands=tuple(
            replace(
                demand, key=f"{key}/{demand.key}", shifts=tuple(f"{key}/{shift}" for shift in demand.shifts)
            )
            for demand in own.demands
        ),
    )


def _shift(key: str, shift: Shift) -> Shift:
    return replace(
        shift,
        key=f"{key}/{shift.key}",
        team_key=key,
        site_key=f"{key}/{shift.site_key}",
        skills=(*shift.skills, _induction(key)),
    )


def _worker(key: str, worker: Worker) -> Worker:
    supervisors = worker.supervisors
    return replace(
        worker,
        key=f"{key}/{worker.key}",
        team_key=key,
        skills=(*worker.skills, Skill(_induction(key))),
        supervisors=None
        if supervisors is None
        else tuple(f"{key}/{supervisor}" for supervisor in supervisors),
    )


def _shared(chance: random.Random, workers: tuple[Worker, ...], neighbours: set[str]) -> Iterator[Worker]:
    """Yield the people of a team, some of whom have had the induction of neighbouring teams too."""
    able = [worker.key for worker in workers if worker.supervisors is None]
    shared = set(chance.sample(able, min(len(able), round(SHARED * len(workers)))))
    for worker in workers:
        others: list[str] = []
        if worker.key in shared:
            others = chance.sample(sorted(neighbours), min(len(neighbours), chance.choice((1, 2))))
        yield replace(worker, skills=(*worker.skills, *(Skill(_induction(key)) for key in others)))


def _induction(key: str) -> str:
    return f"induction {key}"
