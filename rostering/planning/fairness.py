"""Fair shares of nights and weekends over the fairness window, in proportion to contracted hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from rostering.horizon import Horizon
from rostering.planning.queries import Facts, PromisedWork
from rostering.problem import Demand, FairShare, Shift
from workforce.core import clock
from workforce.core.figures import figure

SATURDAY = 5
NIGHTS, WEEKENDS = "nights", "weekends"


def shares(
    facts: Facts, horizon: Horizon, shifts: Sequence[Shift], demands: Iterable[Demand]
) -> dict[int, tuple[FairShare, ...]]:
    """Return for each person how many nights and weekends they have worked, and the target with the horizon.

    What the team worked in the fairness window and needs in the horizon is shared among the people with
    contracted hours whose role may work such duties, in proportion to those hours.
    """
    needed = _needed({shift.key: shift for shift in shifts}, demands, horizon)
    since = horizon.first - timedelta(weeks=figure("policy_fairness_window", horizon.first).whole)
    past = {person_id: _past(work, since, horizon.first) for person_id, work in facts.work.items()}
    by_person: dict[int, list[FairShare]] = {person_id: [] for person_id in facts.members}
    for kind in (NIGHTS, WEEKENDS):
        duties = [shift for shift in shifts if _is_of(kind, shift, horizon)]
        hours = {
            person_id: week_min
            for person_id, week_min in _hours(facts).items()
            if week_min and any(_may_work(facts, person_id, shift) for shift in duties)
        }
        total_min = sum(hours.values())
        total = needed[kind] + sum(past[person_id][kind] for person_id in hours)
        for person_id, week_min in hours.items():
            target = ceil(Fraction(total * week_min, total_min))
            by_person[person_id].append(FairShare(kind, past[person_id][kind], target))
    return {person_id: tuple(fair_shares) for person_id, fair_shares in by_person.items()}


def _needed(shift_of: dict[str, Shift], demands: Iterable[Demand], horizon: Horizon) -> dict[str, int]:
    """Return how many nights, and person-weekends, the horizon needs at least.

    Needs by competence are met by people who count towards a role already, so only needs by role are added.
    """
    nights = 0
    per_day: dict[int, int] = {}
    for demand in demands:
        shift = shift_of[demand.shifts[0]]
        if demand.skills:
            continue
        nights += demand.minimum * shift.is_night
        if horizon.date_of(shift.day).weekday() >= SATURDAY:
            per_day[shift.day] = per_day.get(shift.day, 0) + demand.minimum
    # The same people can work Saturday and Sunday, so a weekend needs as many people as its fuller day.
    weekends: dict[date, int] = {}
    for day, people in per_day.items():
        saturday = _saturday(horizon.date_of(day))
        weekends[saturday] = max(weekends.get(saturday, 0), people)
    return {NIGHTS: nights, WEEKENDS: sum(weekends.values())}


def _past(work: Sequence[PromisedWork], since: date, until: date) -> dict[str, int]:
    """Return how many nights and weekends a person has worked, at any employer."""
    nights, weekends = 0, set()
    for duty in work:
        on = clock.to_london(duty.starts_at).date()
        if since <= on < until:
            nights += duty.is_night
            if on.weekday() >= SATURDAY:
                weekends.add(_saturday(on))
    return {NIGHTS: nights, WEEKENDS: len(weekends)}


def _saturday(on: date) -> date:
    return on - timedelta(days=on.weekday() - SATURDAY)


def _is_of(kind: str, shift: Shift, horizon: Horizon) -> bool:
    return shift.is_night if kind == NIGHTS else horizon.date_of(shift.day).weekday() >= SATURDAY


def _hours(facts: Facts) -> dict[int, int]:
    return {
        person_id: sum(membership.week_min for membership in memberships)
        for person_id, memberships in facts.members.items()
    }


def _may_work(facts: Facts, person_id: int, shift: Shift) -> bool:
    return not shift.roles or any(
        membership.employment.job_role.code in shift.roles for membership in facts.members[person_id]
    )
