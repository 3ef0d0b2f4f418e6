"""Nights and weekends shared out over a longer time, and what contracts leave shared out among the bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil
from typing import Final

from rostering.problem import FairShare, Problem, Roster, RuleSpec, Stage, Violation, Worker
from rostering.rules.base import (
    Duty,
    Facts,
    Parameters,
    Rule,
    Strength,
    broken,
    each_person,
    fixed_duties,
    own_duties,
)
from rostering.rules.wording import number, text

#: Each duty of the bank beyond a fair share counts once more than the one before, up to this often, so that
#: an even spread is the cheapest.
STEPS: Final = 4
SATURDAY: Final = 5


def carried(problem: Problem, kind: str, duties: Sequence[Duty]) -> int:
    """Return how many "nights", "weekends" or "duties" of the horizon these duties make."""
    inside = [duty for duty in duties if 0 <= duty.day < problem.days]
    if kind == "nights":
        return sum(duty.is_night for duty in inside)
    if kind == "duties":
        return len(inside)
    days = {duty.day for duty in inside}
    return len({week.start for week in problem.weeks() for day in week[5:] if day in days})


def shares(problem: Problem, worker: Worker) -> list[FairShare]:
    """Return the shares that bind a person: their own, or that of the bank if they have no contracted hours.

    Somebody who has been in post since a known day has nothing to make up from before it: their target is at
    most what the horizon asks of them, for all the days since they started.
    """
    if not worker.hours and not worker.fair_shares:
        return list(_bank_share(problem, worker))
    if worker.post_start_day is None:
        return list(worker.fair_shares)
    return [
        FairShare(share.kind, share.past, min(share.target, _most_since_start(problem, worker, share)))
        for share in worker.fair_shares
    ]


def limits(problem: Problem, worker: Worker, fixed: Sequence[Duty]) -> Iterator[tuple[FairShare, int]]:
    """Yield how many of a kind a person may take on beyond what is fixed; each one more costs a unit.

    A share of duties has several such limits, so that each further duty costs more than the one before.
    """
    for share in shares(problem, worker):
        left = share.target - share.past - carried(problem, share.kind, fixed)
        for step in range(STEPS if share.kind == "duties" else 1):
            yield share, max(left + step, 0)


def needed(problem: Problem, kind: str) -> int:
    """Return how many nights, or person-weekends, the horizon needs at least.

    Needs by competence are met by people who count towards a role already, so only needs by role are added.
    The same people can work Saturday and Sunday, so a weekend needs as many people as its fuller day.
    """
    nights = 0
    per_day: Counter[int] = Counter()
    for demand in problem.demands:
        shift = problem.shift_of[demand.shifts[0]]
        if not demand.skills:
            nights += demand.minimum * shift.is_night
            per_day[shift.day] += demand.minimum
    if kind == "nights":
        return nights
    return sum(max(per_day[day] for day in week[SATURDAY:]) for week in problem.weeks())


def judge(
    problem: Problem, roster: Roster, spec: RuleSpec, worker: Worker, _: Parameters
) -> Iterator[Violation]:
    """Yield the shares of which a person carries more than is fair, beyond what is fixed already."""
    own, fixed = own_duties(problem, roster, worker), fixed_duties(problem, worker)
    amounts: dict[str, int] = {}
    targets = {}
    for share, most in limits(problem, worker, fixed):
        total = carried(problem, share.kind, own + fixed) - carried(problem, share.kind, fixed)
        amounts[share.kind] = amounts.get(share.kind, 0) + max(0, total - most)
        targets[share.kind] = share.past + carried(problem, share.kind, own + fixed), share.target
    for kind, amount in amounts.items():
        if amount > 0:
            facts: Facts = {"kind": kind, "total": targets[kind][0], "target": targets[kind][1]}
            yield broken(spec, amount, worker=worker.key, facts=facts)


def words(problem: Problem, violation: Violation) -> str:
    """Say how many are carried and how many would be fair."""
    del problem
    kind, target = text(violation, "kind"), number(violation, "target")
    return f"{number(violation, 'total')} {kind} carried. A fair share is {target}."


def _most_since_start(problem: Problem, worker: Worker, share: FairShare) -> int:
    """Return the most that a person can owe who has been in post since a day, by contracted hours."""
    if share.kind == "duties" or worker.post_start_day is None:
        return share.target
    hours = {
        other.key: _target_min(other)
        for other in problem.workers
        if any(other_share.kind == share.kind for other_share in other.fair_shares)
    }
    total = sum(hours.values())
    if not total:
        return share.target
    own = Fraction(needed(problem, share.kind) * hours[worker.key], total)
    days_since = problem.days - min(worker.post_start_day, 0)
    return ceil(own * days_since / problem.days)


def _target_min(worker: Worker) -> int:
    return sum(period.target_min or 0 for period in worker.hours)


def _bank_share(problem: Problem, worker: Worker) -> Iterator[FairShare]:
    """Yield the share of duties of a person without contracted hours, by the days on which they can work.

    What is shared are the duties wanted that people with contracted hours do not fill. One duty is always
    within the share.
    """
    wanted: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    paid_min = 0
    for demand in problem.demands:
        shift = problem.shift_of[demand.shifts[0]]
        if demand.skills or not _may_work(worker, [(demand.roles, shift.roles)]):
            continue
        wanted[demand.roles, shift.roles] += demand.wanted
        paid_min += demand.wanted * shift.paid_min
    able = [other for other in problem.workers if _may_work(other, wanted)]
    bank = [other for other in able if not other.hours and not other.fair_shares]
    days = {other.key: _days_there(problem, other) for other in bank}
    if not days.get(worker.key) or not paid_min:
        return
    left_min = max(0, paid_min - sum(_target_min(other) for other in able))
    left = Fraction(left_min * wanted.total(), paid_min)
    target = int(left * days[worker.key] / sum(days.values()))
    yield FairShare("duties", past=0, target=max(1, target))


def _may_work(worker: Worker, asked: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> bool:
    """Return whether a person ever holds a role for one of these pairs of a demand's and its duty's roles."""
    held = {*worker.roles, *(role.key for role in worker.dated_roles)}
    return any(all(not roles or not held.isdisjoint(roles) for roles in pair) for pair in asked)


def _days_there(problem: Problem, worker: Worker) -> int:
    """Return on how many days of the horizon nothing keeps a person from every duty."""
    blocks = [block for block in worker.blocks if not (block.host_key or block.site_key or block.type_key)]
    return sum(
        not any(block.from_day <= day and (block.to_day is None or day < block.to_day) for block in blocks)
        and not any(
            away.start_min <= problem.day_start(day) and away.end_min >= problem.day_start(day + 1)
            for away in worker.away
        )
        for day in range(problem.days)
    )


RULE = Rule(
    name="fairness",
    title="Fair shares",
    statement=(
        "Nights and weekends are shared out fairly over the year, and people without contracted hours share "
        "what contracts leave. What was before somebody came is not theirs to make up."
    ),
    source="team policy",
    counting="by start: a duty is of the day on which it begins (team policy, no law)",
    strength=Strength.AIM,
    stage=Stage.TEAM_RULES,
    check=each_person(Parameters, judge),
    words=words,
    unit=("duty beyond a fair share", "duties beyond a fair share"),
)
