"""Why a duty is unfilled: everybody who was considered, and everything that stands in the way of each."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.explain.differences import COVER, added, judged
from rostering.problem import Block, Demand, Problem, Roster, Shift, Stage, Violation, Worker
from rostering.rules import sentence, stage_of
from rostering.rules._cover import counts, cover, has_role, holds
from rostering.rules.eligibility import is_blocked
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
    #: Works the duty and counts towards the demand already; `obstacles` says so.
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
    shift = problem.shift_of[demand.shifts[0]]
    blocked = _blocked(problem, shift, worker)
    in_team = all(obstacle.stage is not Stage.TEAM for obstacle in blocked)
    worked = [problem.shift_of[key] for key in demand.shifts if worker.key in roster.workers_on(key)]
    if in_team and any(counts(problem, worker, duty, demand) for duty in worked):
        counted = Obstacle(Stage.WORKING, "on_duty", "Works this duty and is counted.")
        return Candidate(worker.key, (counted,), (), on_duty=True)
    obstacles = sorted([*blocked, *_lacking(problem, demand, worker)], key=_order)
    if obstacles and obstacles[0].stage in (Stage.TEAM, Stage.ROLE):
        # Neither can be changed for a rota, so no further reasons are looked for.
        return Candidate(worker.key, tuple(obstacles[:1]), ())
    if worked:
        # They need only what the demand asks beyond its duty, and then they count.
        return Candidate(worker.key, tuple(_lacking(problem, demand, worker)), ())
    before = judged(problem, roster, worker.key, without=COVER)
    after = judged(problem, roster.adding(worker.key, shift.key), worker.key, without=COVER)
    new = added(before, after)
    for violation in new:
        known = {obstacle.key for obstacle in obstacles}
        # Of several things that are not ready the rule names one; they are all among the obstacles already.
        if violation.hard and violation.rule != "eligibility" and _key(violation) not in known:
            obstacles.append(Obstacle(stage_of(violation), _key(violation), sentence(problem, violation)))
    obstacles.sort(key=_order)
    return Candidate(worker.key, tuple(obstacles), tuple(violation for violation in new if violation.cost))


def _order(obstacle: Obstacle) -> int:
    return ORDER.index(obstacle.stage)


def _blocked(problem: Problem, shift: Shift, worker: Worker) -> list[Obstacle]:
    """Return everything that is missing or refused for a duty, each thing once."""
    obstacles = {
        f"eligibility:{block.words}": Obstacle(block.stage, f"eligibility:{block.words}", _block_words(block))
        for block in worker.blocks
        if is_blocked(problem, block, shift)
    }
    return list(obstacles.values())


def _block_words(block: Block) -> str:
    if block.stage is Stage.TEAM:
        return f"{block.words[0].upper()}{block.words[1:]}."
    return f"Not ready: {block.words}."


def _lacking(problem: Problem, demand: Demand, worker: Worker) -> list[Obstacle]:
    """Return what a person lacks of what the demand and its duty ask."""
    lacking = []
    shift = problem.shift_of[demand.shifts[0]]
    days = problem.days_touched(shift)
    if not (has_role(worker, demand.roles, days) and has_role(worker, shift.roles, days)):
        lacking.append(Obstacle(Stage.ROLE, "role", "Works in another role."))
    for skill in dict.fromkeys((*demand.skills, *shift.skills)):
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
