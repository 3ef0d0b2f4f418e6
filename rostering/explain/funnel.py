"""Why a duty is unfilled: everybody who was considered, and everything that stands in the way of each."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.explain.differences import COVER, added, judged
from rostering.problem import Demand, Problem, Roster, Stage, Violation, Worker
from rostering.rules import sentence, stage_of
from rostering.rules._cover import cover, has_role, holds
from rostering.rules.required_skills import skill_words

ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A demand with fewer people than its minimum."""

    demand: Demand
    has: int

    @property
    def missing(self) -> int:
        """How many people are missing."""
        return self.demand.minimum - self.has


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why a person cannot work a duty; `key` is the same for every duty with the same reason."""

    stage: Stage
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who was considered: the obstacles by stage or, if there are none, the soft rules broken."""

    worker: str
    obstacles: tuple[Obstacle, ...]
    price: tuple[Violation, ...]
    #: Counts towards the demand already.
    on_duty: bool = False

    @property
    def stage(self) -> Stage | None:
        """The stage at which the person drops out; None if they could work it."""
        return self.obstacles[0].stage if self.obstacles else None


def unfilled(problem: Problem, roster: Roster) -> tuple[Unfilled, ...]:
    """Return the demands below their minimum, by day and start of the duty."""
    short = [
        Unfilled(demand, people)
        for demand in problem.demands
        if (people := cover(problem, roster, demand)) < demand.minimum
    ]
    return tuple(sorted(short, key=lambda below: problem.shift_of[below.demand.shifts[0]].start_min))


def candidates(problem: Problem, roster: Roster, demand: Demand) -> tuple[Candidate, ...]:
    """Return everybody of the team as a candidate for a demand, those who pass most steps first."""
    everybody = [_candidate(problem, roster, demand, worker) for worker in problem.workers]
    return tuple(sorted(everybody, key=lambda candidate: -_reach(candidate)))


def _reach(candidate: Candidate) -> int:
    return len(ORDER) if candidate.stage is None else ORDER.index(candidate.stage)


def _candidate(problem: Problem, roster: Roster, demand: Demand, worker: Worker) -> Candidate:
    key = demand.shifts[0]
    if worker.key in {key for shift in demand.shifts for key in roster.workers_on(shift)}:
        return Candidate(worker.key, (), (), on_duty=True)
    obstacles = _lacking(problem, demand, worker)
    if obstacles and obstacles[0].stage is Stage.ROLE:
        # Their role cannot be changed for a rota, so no further reasons are looked for.
        return Candidate(worker.key, tuple(obstacles[:1]), ())
    before = judged(problem, roster, worker.key, without=COVER)
    after = judged(problem, roster.adding(worker.key, key), worker.key, without=COVER)
    new = added(before, after)
    for violation in new:
        if violation.hard and not any(known.key == _key(violation) for known in obstacles):
            obstacles.append(Obstacle(stage_of(violation), _key(violation), sentence(problem, violation)))
    obstacles.sort(key=lambda obstacle: ORDER.index(obstacle.stage))
    return Candidate(worker.key, tuple(obstacles), tuple(violation for violation in new if violation.cost))


def _lacking(problem: Problem, demand: Demand, worker: Worker) -> list[Obstacle]:
    """Return what a person lacks of what the demand asks, which may be more than its shift asks."""
    lacking = []
    if not has_role(worker, demand.roles):
        lacking.append(Obstacle(Stage.ROLE, f"role:{demand.roles[0]}", "works in another role"))
    days = problem.days_touched(problem.shift_of[demand.shifts[0]])
    for skill in demand.skills:
        if not holds(worker, skill, days):
            words = f"{skill_words(problem, worker, skill)}."
            lacking.append(Obstacle(Stage.COMPETENCE, f"skill:{skill}", f"{words[0].upper()}{words[1:]}"))
    return lacking


def _key(violation: Violation) -> str:
    """Return the key of a violation as an obstacle, the same in every duty that it keeps the person from."""
    if "missing" in violation.facts:
        kind = "role" if stage_of(violation) is Stage.ROLE else "skill"
        return f"{kind}:{violation.facts['missing']}"
    if "words" in violation.facts:
        return f"{violation.rule}:{violation.facts['words']}"
    return f"{violation.rule}:{','.join(map(str, violation.days))}"
