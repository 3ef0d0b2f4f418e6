"""What comes back: a roster, how it was judged, and how the search went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from rostering.problem.conflict import Conflict
from rostering.problem.prices import Price


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """One person on one duty.

    Parameters
    ----------
    worker, shift : str
        `Worker.key` and `Shift.key`.
    """

    worker: str
    shift: str


@dataclass(frozen=True, slots=True)
class Roster:
    """Who works what; the order of assignments has no meaning and repeats are dropped.

    Parameters
    ----------
    assignments : tuple of Assignment
        Each person on each of their duties; empty: nobody works.

    Examples
    --------
    >>> roster = Roster.of([("w1", "E0")]).adding("w2", "E0")
    >>> roster.workers_on("E0")
    ('w1', 'w2')
    """

    assignments: tuple[Assignment, ...] = ()
    _by_worker: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _by_shift: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_worker: dict[str, list[str]] = {}
        by_shift: dict[str, list[str]] = {}
        ordered = tuple(sorted(set(self.assignments)))
        for assignment in ordered:
            by_worker.setdefault(assignment.worker, []).append(assignment.shift)
            by_shift.setdefault(assignment.shift, []).append(assignment.worker)
        object.__setattr__(self, "assignments", ordered)
        object.__setattr__(self, "_by_worker", {key: tuple(value) for key, value in by_worker.items()})
        object.__setattr__(self, "_by_shift", {key: tuple(value) for key, value in by_shift.items()})

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Roster:
        """Return the roster of these (worker key, shift key) pairs."""
        return cls(tuple(Assignment(worker, shift) for worker, shift in pairs))

    def shifts_of(self, worker: str) -> tuple[str, ...]:
        """Return the keys of the duties of a person."""
        return self._by_worker.get(worker, ())

    def workers_on(self, shift: str) -> tuple[str, ...]:
        """Return the keys of the people on a duty."""
        return self._by_shift.get(shift, ())

    def adding(self, worker: str, shift: str) -> Roster:
        """Return a roster in which the person works this duty too."""
        return Roster((*self.assignments, Assignment(worker, shift)))

    def without(self, worker: str, shift: str) -> Roster:
        """Return a roster in which the person does not work this duty."""
        removed = Assignment(worker, shift)
        return Roster(tuple(assignment for assignment in self.assignments if assignment != removed))


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a roster breaks a rule.

    Parameters
    ----------
    rule : str
        Name of the rule in the catalogue.
    spec : str
        `RuleSpec.name` of the rule in force.
    hard : bool
        Whether the rota is unlawful for it.
    amount : int
        How much is broken, in the unit of the rule (people, days, hours begun, duties); 1 or more.
    cost : int
        What it adds to the cost of the rota; 0 when hard.
    worker : str or None
        Whom it is about; None for cover.
    days : tuple of int
        Days it is about.
    shifts : tuple of str
        Duties it is about.
    demand : str or None
        The demand that is short or over.
    facts : mapping
        Figures for the sentence; `rostering.rules.sentence` puts them in words.
    """

    rule: str
    spec: str
    hard: bool
    amount: int
    cost: int
    worker: str | None = None
    days: tuple[int, ...] = ()
    shifts: tuple[str, ...] = ()
    demand: str | None = None
    facts: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What one rule in force adds to a report.

    Parameters
    ----------
    rule, spec : str
        Name of the rule in the catalogue, and `RuleSpec.name`.
    hard : bool
        Whether the rota is unlawful when it is broken.
    count : int
        In how many places it is broken.
    amount : int
        By how much in all, in the unit of the rule (people, days, hours begun, duties).
    cost : int
        What that adds to the cost of the rota; 0 when hard.
    words : str
        The same in words.
    """

    rule: str
    spec: str
    hard: bool
    count: int
    amount: int
    cost: int
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the independent checker says about a roster.

    Parameters
    ----------
    violations : tuple of Violation
        Hard ones first.
    lines : tuple of ScoreLine
        One for each rule in force, in the order of the problem.
    cost : int
        Sum of the costs of the soft rules, missing minimum cover included.
    unfilled : int
        People missing below minimum cover, summed over the demands.
    lawful : bool
        Whether no hard rule is broken.
    """

    violations: tuple[Violation, ...]
    lines: tuple[ScoreLine, ...]
    cost: int
    unfilled: int
    lawful: bool

    @property
    def missing_cost(self) -> int:
        """What missing minimum cover costs."""
        return sum(line.cost for line in self.lines if line.rule == "minimum_cover")

    @property
    def rank(self) -> tuple[int, int]:
        """By this lawful rosters are compared, the lower the better: missing minimum cover, then the cost."""
        return (self.missing_cost, self.cost)


class Status(StrEnum):
    """How a search ended; INFEASIBLE is an answer, not an error."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop and how to search.

    Parameters
    ----------
    seconds : float
        Wall-clock limit over all phases of the search, more than 0 and finite; default 60.
    deterministic : float or None
        Limit in units of work, each about a second of one core. With it, ``workers=1`` and no wall-clock
        limit reached, the same problem and seed give the same rota.
    workers : int
        Searches at a time, 1 or more; default 2. One runs in this process; more have processes of their own.
    seed : int
        0 or more.
    gap : float
        Stop when ``(cost - bound) / cost`` is at most this, 0 to 1; default 0 (prove it).
    """

    seconds: float = 60.0
    deterministic: float | None = None
    workers: int = 2
    seed: int = 0
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of the search.

    Parameters
    ----------
    seconds : float
        Since the search began.
    phase : str
        What is being done: "reading", "cover" (fill what must be filled) and "improving" by CP-SAT; "descent"
        (one person after another), "annealing" (many small changes), "root" (the bound) and "diving",
        "windows" (parts of a long horizon), "neighbourhoods" and "choosing" (rosters) by the column engine.
        Before them comes "first" (a roster that was given, or by simple means), and where the inner loops are
        not compiled yet "preparing"; the time of the search has not begun then.
        A run over several teams has "descent", "root", "lending" (who helps whom), "teams" (each by that
        plan) and "exchange" (each beside the others).
    best : int or None
        Cost of the best lawful rota so far; None before the first.
    bound : int
        No lawful rota that fills as much can cost less.
    gap : float or None
        ``(best - bound) / best``; 0 when best is 0; None before the first rota.
    unfilled : int or None
        People missing below minimum cover in the best rota.
    roster : Roster or None
        The best rota, when this event brings a better one.
    """

    seconds: float
    phase: str
    best: int | None
    bound: int
    gap: float | None
    unfilled: int | None
    roster: Roster | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How a search ended and the best rota it found.

    Parameters
    ----------
    status : Status
        OPTIMAL: proven best. FEASIBLE: a lawful rota, time ran out or the gap was reached. STOPPED: asked to
        stop (the best rota so far is kept, if there is one). INFEASIBLE: the hard rules cannot all hold,
        ``reasons`` says why as far as known. UNKNOWN: time ran out before a first rota.
    roster : Roster or None
        The best lawful rota.
    report : Report or None
        The independent checker's judgement of it.
    cost : int or None
        Its cost, as the checker counts it.
    bound : int
        No lawful rota that leaves as few minima unfilled can cost less.
    gap : float or None
        ``(cost - bound) / cost``; 0 when the cost is 0.
    unfilled : int or None
        People missing below minimum cover.
    cover_proven : bool
        Whether it is proven that no rota could leave less of the minimum cover unfilled.
    phase : str
        The phase that found the rota.
    seconds : float
        Wall-clock time used by the search.
    seed : int
        Seed used.
    reasons : tuple of str
        For INFEASIBLE: each conflict in words, with people's keys; or that there was no time to find any.
    conflicts : tuple of Conflict
        For INFEASIBLE: the smallest sets of things asked that cannot all be kept, as far as they were found.
    notes : tuple of str
        Which part of the engine did what and why: who found the rota, who proved the bound, which rules were
        held where.
    lane : str
        The search that found the rota, and the lane it ran in; empty without a rota.
    memory_mb : int
        The most memory of this process and of each search in a process of its own, in MB and added up; 0
        where the system does not say. That of an executor's workers is not in it.
    prices : tuple of Price or None
        The demands that are dear, the dearest first; None where no prices are known: the column engine's
        bound is a tenth or more below the cost, or CP-SAT was done before it began.
    """

    status: Status
    roster: Roster | None
    report: Report | None
    cost: int | None
    bound: int
    gap: float | None
    unfilled: int | None
    cover_proven: bool
    phase: str
    seconds: float
    seed: int
    reasons: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    lane: str = ""
    memory_mb: int = 0
    prices: tuple[Price, ...] | None = None
