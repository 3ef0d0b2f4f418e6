"""Fair shares of nights and weekends over the fairness window, day by day by contracted hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from rostering.availability.models import LeaveKind
from rostering.horizon import Horizon
from rostering.planning import away
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

    What the team worked on a day of the fairness window, or needs on a day of the horizon, is shared among
    the people with contracted hours who were there that day and whose role may work such duties, in
    proportion to their hours of that day. A target is the sum of somebody's daily shares, so nobody makes up
    what was before they came or while they were away for long; what they worked then does not count either.
    """
    needed = _needed({shift.key: shift for shift in shifts}, demands, horizon)
    since = horizon.first - timedelta(weeks=figure("policy_fairness_window", horizon.first).whole)
    long_away = {person_id: _long_away(facts, horizon, person_id) for person_id in facts.members}
    worked = {person_id: _worked(work, since, horizon.first) for person_id, work in facts.work.items()}
    by_person: dict[int, list[FairShare]] = {person_id: [] for person_id in facts.members}
    for kind in (NIGHTS, WEEKENDS):
        roles = {shift.roles for shift in shifts if _is_of(kind, shift, horizon)}
        present = {
            on: _present(facts, on, roles, long_away) for on in clock.days_between(since, horizon.last)
        }
        past = {
            person_id: [on for on in days[kind] if person_id in present.get(on, {})]
            for person_id, days in worked.items()
        }
        to_share = Counter(needed[kind])
        to_share.update(on for days in past.values() for on in days)
        # On most days the same people are there, so days are added up by who was there first.
        by_hours: Counter[tuple[tuple[int, int], ...]] = Counter()
        for on, total in to_share.items():
            by_hours[tuple(present.get(on, {}).items())] += total
        targets: dict[int, Fraction] = {}
        for hours, total in by_hours.items():
            total_min = sum(week_min for _, week_min in hours)
            for person_id, week_min in hours:
                share = Fraction(total * week_min, total_min)
                targets[person_id] = targets.get(person_id, Fraction()) + share
        ahead = {person_id for on, hours in present.items() if on >= horizon.first for person_id in hours}
        for person_id in sorted(ahead):
            target = ceil(targets.get(person_id, Fraction()))
            by_person[person_id].append(FairShare(kind, len(past[person_id]), target))
    return {person_id: tuple(fair_shares) for person_id, fair_shares in by_person.items()}


def _present(
    facts: Facts, on: date, roles: Iterable[tuple[str, ...]], long_away: Mapping[int, set[date]]
) -> dict[int, int]:
    """Return the contracted minutes a week of everybody who was there on a day and may work such duties."""
    asked = [frozenset(names) for names in roles]
    present = {}
    for person_id in facts.members:
        memberships = facts.memberships_on(person_id, on)
        week_min = sum(membership.week_min for membership in memberships)
        held = {membership.employment.job_role.code for membership in memberships}
        may_work = any(not names or not names.isdisjoint(held) for names in asked)
        if week_min and may_work and on not in long_away[person_id]:
            present[person_id] = week_min
    return present


def _long_away(facts: Facts, horizon: Horizon, person_id: int) -> set[date]:
    """Return the days of absences that are too long to be made up for: maternity, and any leave as long."""
    longest = figure("policy_fairness_long_absence", horizon.first).whole
    spans = facts.away.get(person_id, [])
    days = away.whole_days(spans, [LeaveKind.MATERNITY])
    run: list[date] = []
    for on in sorted(away.whole_days(spans, LeaveKind)):
        run = [*run, on] if run and run[-1] == on - timedelta(days=1) else [on]
        if len(run) >= longest:
            days.update(run)
    return days


def _needed(
    shift_of: Mapping[str, Shift], demands: Iterable[Demand], horizon: Horizon
) -> dict[str, dict[date, int]]:
    """Return by day how many nights, and by Saturday how many person-weekends, the horizon needs at least.

    Needs by competence are met by people who count towards a role already, so only needs by role are added.
    """
    nights: Counter[date] = Counter()
    per_day: Counter[date] = Counter()
    for demand in demands:
        shift = shift_of[demand.shifts[0]]
        if demand.skills:
            continue
        on = horizon.date_of(shift.day)
        nights[on] += demand.minimum * shift.is_night
        if on.weekday() >= SATURDAY:
            per_day[on] += demand.minimum
    # The same people can work Saturday and Sunday, so a weekend needs as many people as its fuller day.
    weekends: dict[date, int] = {}
    for on, people in per_day.items():
        weekends[_saturday(on)] = max(weekends.get(_saturday(on), 0), people)
    return {NIGHTS: dict(nights), WEEKENDS: weekends}


def _worked(work: Sequence[PromisedWork], since: date, until: date) -> dict[str, list[date]]:
    """Return the nights and the Saturdays of weekends that a person has worked, at any employer."""
    nights, weekends = [], set()
    for duty in work:
        on = clock.to_london(duty.starts_at).date()
        if since <= on < until:
            if duty.is_night:
                nights.append(on)
            if on.weekday() >= SATURDAY:
                weekends.add(max(_saturday(on), since))
    return {NIGHTS: nights, WEEKENDS: sorted(weekends)}


def _saturday(on: date) -> date:
    return on - timedelta(days=on.weekday() - SATURDAY)


def _is_of(kind: str, shift: Shift, horizon: Horizon) -> bool:
    return shift.is_night if kind == NIGHTS else horizon.date_of(shift.day).weekday() >= SATURDAY
