"""A first roster by simple means: no model, no compiled loop, no random number, within about a second.

Demand after demand gets people one by one, whoever is furthest from the hours they should have first. Each
duty is tried by the rules of the checker for this one person. The roster is seldom good, but it is there
before any search begins: a run whose time is too short still ends with a lawful roster where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rostering.checker import check
from rostering.problem import Demand, Problem, Report, Roster, Shift
from rostering.rules import check_rule, rule_of
from rostering.rules._cover import counts
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.core.phases import FIRST

#: Up to so many pairs of person and duty a roster is made by simple means; with more it would take long.
MAX_PAIRS = 200_000
#: How often a duty may be tried, times the days of the problem, on which the time for it depends.
MAX_DAYS_TRIED = 84_000
#: How many people are tried for a place before it stays empty.
MAX_CANDIDATES = 8
#: How often duties that break a rule between people are taken out again.
MAX_MENDINGS = 4


def offer_first_roster(
    problem: Problem, incumbent: Incumbent, given: Roster | None, should_stop: Callable[[], bool]
) -> None:
    """Offer a given roster, or where that is not lawful today, or none is given, one made by simple means."""
    if given is not None:
        incumbent.lane = "the roster given"
        known = [
            (assignment.worker, assignment.shift)
            for assignment in given.assignments
            if assignment.worker in problem.worker_of and assignment.shift in problem.shift_of
        ]
        if incumbent.offer(Roster.of(known), FIRST).lawful:
            return
    if len(problem.workers) * len(problem.shifts) <= MAX_PAIRS:
        incumbent.lane = "simple means"
        roster = greedy_roster(problem, given, should_stop)
        incumbent.offer(roster or _locked(problem), FIRST)


def greedy_roster(
    problem: Problem, given: Roster | None = None, should_stop: Callable[[], bool] = lambda: False
) -> Roster | None:
    """Return a lawful roster that keeps as much of a given one as it can; None if simple means give none.

    Parameters
    ----------
    problem : Problem
        What to make a roster for.
    given : Roster, optional
        A roster that may break rules, or name people and duties that the problem does not have.
    should_stop : callable, optional
        Asked before each demand; once it returns True the rest stays empty.
    """
    construction = _Construction(problem, should_stop)
    for worker in problem.workers:
        construction.add(worker.key, worker.locked)
    if given is not None:
        construction.keep(given)
    construction.fill(lambda demand: demand.minimum)
    construction.meet_minima()
    construction.fill(lambda demand: demand.wanted)
    return construction.lawful_roster()


def _locked(problem: Problem) -> Roster:
    """Return the roster of locked duties alone."""
    return Roster.of((worker.key, key) for worker in problem.workers for key in worker.locked)


class _Construction:
    """A roster as it grows, duty by duty."""

    def __init__(self, problem: Problem, should_stop: Callable[[], bool]) -> None:
        self._problem, self._should_stop = problem, should_stop
        self._hard = [spec for spec in problem.rules if spec.hard and rule_of(spec).per_person]
        self._supervision = [spec for spec in problem.rules if spec.hard and spec.rule == "supervision"]
        self._demands = sorted(problem.demands, key=lambda demand: problem.shift_of[demand.shifts[0]].day)
        self._duties: dict[str, list[str]] = {worker.key: [] for worker in problem.workers}
        self._on_shift: dict[str, set[str]] = {shift.key: set() for shift in problem.shifts}
        self._paid_min = dict.fromkeys(self._duties, 0)
        self._target_min = {
            worker.key: sum(period.target_min or 0 for period in worker.hours) for worker in problem.workers
        }
        #: By person, by how much each compulsory rule is broken.
        self._broken = {worker.key: tuple(self._amounts(worker.key, ())) for worker in problem.workers}
        self._days_tried = 0
        self._one_a_day = any(spec.rule == "one_at_a_time" for spec in problem.rules)

    @property
    def _over(self) -> bool:
        return self._days_tried >= MAX_DAYS_TRIED or self._should_stop()

    def _amounts(self, worker: str, duties: Sequence[str]) -> Iterator[int]:
        """Yield by how much a person with these duties breaks each compulsory rule about one person."""
        roster = Roster.of((worker, key) for key in duties)
        for spec in self._hard:
            yield sum(violation.amount for violation in check_rule(self._problem, roster, spec, (worker,)))

    # -- one person's duties

    def add(self, worker: str, shifts: Sequence[str]) -> None:
        """Give duties to a person, whatever rules that breaks."""
        if shifts:
            self._put(worker, shifts, tuple(self._amounts(worker, [*self._duties[worker], *shifts])))

    def _put(self, worker: str, shifts: Sequence[str], broken: tuple[int, ...]) -> None:
        self._duties[worker] += shifts
        self._broken[worker] = broken
        for key in shifts:
            self._on_shift[key].add(worker)
            self._paid_min[worker] += self._problem.shift_of[key].paid_min

    def _remove(self, worker: str, shift: str) -> None:
        self._duties[worker].remove(shift)
        self._on_shift[shift].discard(worker)
        self._paid_min[worker] -= self._problem.shift_of[shift].paid_min
        self._broken[worker] = tuple(self._amounts(worker, self._duties[worker]))

    def _try(self, worker: str, shifts: Sequence[str]) -> bool:
        """Give duties to a person if that breaks no rule further; return whether they were given."""
        self._days_tried += self._problem.days
        broken = []
        amounts = self._amounts(worker, [*self._duties[worker], *shifts])
        for before, amount in zip(self._broken[worker], amounts, strict=True):
            if amount > before:
                return False
            broken.append(amount)
        if not self._is_supervised(worker, shifts):
            return False
        self._put(worker, shifts, tuple(broken))
        return True

    def _is_supervised(self, worker: str, shifts: Sequence[str]) -> bool:
        """Return whether a person has a supervisor alongside on these duties, or needs none."""
        if not self._supervision or self._problem.worker_of[worker].supervisors is None:
            return True
        roster = Roster.of((*self._pairs(), *((worker, key) for key in shifts)))
        return not any(
            key in violation.shifts and violation.worker == worker
            for spec in self._supervision
            for violation in check_rule(self._problem, roster, spec, (worker,))
            for key in shifts
        )

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for worker, keys in self._duties.items():
            for key in keys:
                yield worker, key

    # -- whole rosters

    def keep(self, given: Roster) -> None:
        """Take over what a given roster assigns: a person's duties together, or else as many as are lawful.

        People who need a supervisor come last, when theirs have their duties.
        """
        workers = self._problem.workers
        for worker in sorted(workers, key=lambda worker: worker.supervisors is not None):
            duties = [
                key
                for key in given.shifts_of(worker.key)
                if key in self._on_shift and worker.key not in self._on_shift[key]
            ]
            if duties and not self._try(worker.key, duties):
                for key in sorted(duties, key=lambda key: self._problem.shift_of[key].start_min):
                    self._try(worker.key, (key,))

    def fill(self, needed: Callable[[Demand], int]) -> None:
        """Give people to the demands that lack some, the earliest first."""
        for demand in self._demands:
            missing = needed(demand) - self._covered(demand)
            for key in demand.shifts:
                if missing > 0 and not self._over:
                    missing -= self._fill_shift(demand, self._problem.shift_of[key], missing)

    def _covered(self, demand: Demand) -> int:
        problem = self._problem
        return sum(
            counts(problem, problem.worker_of[worker], problem.shift_of[key], demand)
            for key in demand.shifts
            for worker in self._on_shift[key]
        )

    def _fill_shift(self, demand: Demand, shift: Shift, missing: int) -> int:
        """Give a duty to so many people who count towards a demand, if possible; return to how many."""
        given = 0
        for worker in self._candidates(demand, shift)[: missing + MAX_CANDIDATES]:
            if given < missing:
                given += self._try(worker, (shift.key,))
        return given

    def _candidates(self, demand: Demand, shift: Shift) -> list[str]:
        """Return who could count towards a demand by a duty: the least busy first, the supervised last."""
        problem, keyed = self._problem, []
        for worker in problem.workers:
            own = [problem.shift_of[key] for key in self._duties[worker.key]]
            clashes = any(
                (duty.day == shift.day and self._one_a_day)
                or (duty.start_min < shift.end_min and shift.start_min < duty.end_min)
                for duty in own
            )
            if not clashes and counts(problem, worker, shift, demand):
                target_min = self._target_min[worker.key]
                paid_min = self._paid_min[worker.key] + shift.paid_min
                share = paid_min / target_min if target_min else 1.0
                keyed.append((worker.supervisors is not None, share, worker.key))
        return [key for _supervised, _share, key in sorted(keyed)]

    def meet_minima(self) -> None:
        """Give more duties to whoever lacks some by a compulsory rule, as the least hours of a contract.

        Duties on which more people are wanted come first. It has tries of its own: without it nothing is
        lawful.
        """
        tried_before, self._days_tried = self._days_tried, -MAX_DAYS_TRIED
        for worker in self._duties:
            if not any(self._broken[worker]):
                continue
            missing = dict.fromkeys(self._on_shift, 0)
            for demand in self._demands:
                for key in demand.shifts:
                    missing[key] += max(0, demand.wanted - self._covered(demand))
            for key in sorted(missing, key=lambda key: -missing[key]):
                if not any(self._broken[worker]) or self._over:
                    break
                if worker not in self._on_shift[key]:
                    self._try(worker, (key,))
        self._days_tried = tried_before

    def lawful_roster(self) -> Roster | None:
        """Return the roster without the duties that break rules between people; None if it is not lawful."""
        for _ in range(MAX_MENDINGS):
            roster = Roster.of(self._pairs())
            report = check(self._problem, roster)
            if report.lawful:
                return roster
            if not self._take_out(report):
                return None
        return None

    def _take_out(self, report: Report) -> bool:
        """Take out duties by which compulsory rules are broken, locked ones apart; return whether any was."""
        taken = False
        for violation in report.violations:
            if not violation.hard or violation.worker is None:
                continue
            locked = self._problem.worker_of[violation.worker].locked
            for key in violation.shifts:
                if violation.worker in self._on_shift[key] and key not in locked:
                    self._remove(violation.worker, key)
                    taken = True
        return taken
