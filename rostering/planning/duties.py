"""Shift templates and demand on the days of a horizon: the duties of the problem and who each needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rostering.demand.models import ShiftDemand, ShiftKind, ShiftTemplate
from rostering.horizon import BANK_HOLIDAY, Horizon, instants, is_night, is_skipped, night_min
from rostering.planning.queries import Facts
from rostering.problem import Demand, Shift
from workforce.core import clock


@dataclass(frozen=True, slots=True)
class PlannedDuty:
    """The shift template and the date that a duty of the problem stands for."""

    key: str
    type_key: str
    shift_template_id: int
    on_date: date
    starts_at: datetime
    ends_at: datetime
    work_min: int
    code: str
    name: str
    kind: ShiftKind
    site_id: int
    site_name: str
    host_organisation_id: int
    break_min: int


@dataclass(frozen=True, slots=True)
class ClockCut:
    """A duty that begins or ends in the hour that the clocks skip in spring."""

    on_date: date
    name: str
    starts: time
    ends: time
    #: The date and time at which it begins and ends on that day; none if nothing of it can be worked.
    worked: tuple[datetime, datetime] | None


def planned(facts: Facts, horizon: Horizon) -> list[PlannedDuty]:
    """Return each shift on each day on which it is needed or already worked, by day and then by template.

    A shift of which the clocks leave nothing to work on a day is left out.
    """
    duties = (
        _planned(template, _type_key(template), horizon.date_of(day), day)
        for day, template in _needed(facts, horizon)
    )
    return [duty for duty in duties if duty.work_min > 0]


def clock_cuts(facts: Facts, horizon: Horizon) -> tuple[ClockCut, ...]:
    """Return what becomes of the needed shifts that begin or end in the hour that the clocks skip."""
    cuts = []
    for day, template in _needed(facts, horizon):
        on = horizon.date_of(day)
        last = on if template.ends > template.starts else on + timedelta(days=1)
        if is_skipped(on, template.starts) or is_skipped(last, template.ends):
            duty = _planned(template, _type_key(template), on, day)
            worked = clock.to_london(duty.starts_at), clock.to_london(duty.ends_at)
            cuts.append(
                ClockCut(
                    on, template.name, template.starts, template.ends, worked if duty.work_min > 0 else None
                )
            )
    return tuple(cuts)


def _needed(facts: Facts, horizon: Horizon) -> Iterator[tuple[int, ShiftTemplate]]:
    """Yield each shift with each day on which it is needed or already worked."""
    for day in range(horizon.days):
        for template in facts.templates:
            needed = any(row.wanted for row in demand_on(facts, template, horizon, day))
            if needed or (template.id, horizon.date_of(day)) in facts.assigned_shifts:
                yield day, template


def demand_on(facts: Facts, template: ShiftTemplate, horizon: Horizon, day: int) -> list[ShiftDemand]:
    """Return the demand of a shift on a day; without figures for bank holidays, those of the weekday hold."""
    if template.retired_on is not None and template.retired_on <= horizon.date_of(day):
        return []
    rows = facts.demands.get(template.id, [])
    weekday = horizon.demand_weekday(day)
    if weekday == BANK_HOLIDAY and not any(row.weekday == BANK_HOLIDAY for row in rows):
        weekday = horizon.date_of(day).weekday()
    return [row for row in rows if row.weekday == weekday]


def shifts(facts: Facts, horizon: Horizon, duties: Iterable[PlannedDuty]) -> tuple[Shift, ...]:
    """Return the duties as shifts of the problem."""
    roles = {template.id: _roles(facts, template) for template in facts.templates}
    return tuple(_shift(horizon, duty, roles[duty.shift_template_id]) for duty in duties)


def shift_types(facts: Facts) -> tuple[str, ...]:
    """Return the types of all shifts of the team; requests may name one that no day needs."""
    return tuple(_type_key(template) for template in facts.templates)


def demands(facts: Facts, horizon: Horizon, shift_keys: Mapping[tuple[int, date], str]) -> tuple[Demand, ...]:
    """Return how many people each duty needs, and with what."""
    return tuple(_demands(facts, horizon, shift_keys))


def demand_label(facts: Facts, row: ShiftDemand) -> str:
    """Return who is needed, in words: "Registered nurse with IV therapy"."""
    if row.competence_code is None:
        return row.job_role.title if row.job_role else "Anybody"
    # Of those who may work the duty, which other demands may leave to some roles: not just anybody.
    who = row.job_role.title if row.job_role else "Somebody"
    return f"{who} with {facts.competence_titles.get(row.competence_code, row.competence_code)}"


def _demands(facts: Facts, horizon: Horizon, shift_keys: Mapping[tuple[int, date], str]) -> Iterator[Demand]:
    for day in range(horizon.days):
        for template in facts.templates:
            for row in demand_on(facts, template, horizon, day):
                shift_key = shift_keys.get((template.id, horizon.date_of(day)))
                if not row.wanted or shift_key is None:
                    continue
                yield Demand(
                    key=f"d{row.id}@{day}",
                    shifts=(shift_key,),
                    label=demand_label(facts, row),
                    minimum=row.minimum,
                    wanted=row.wanted,
                    roles=(row.job_role.code,) if row.job_role else (),
                    skills=(row.competence_code,) if row.competence_code else (),
                    over=1,
                )


def _roles(facts: Facts, template: ShiftTemplate) -> tuple[str, ...]:
    """Return the roles that may work a shift: those its demands name; () if a demand is open to anybody."""
    rows = facts.demands.get(template.id, [])
    if any(row.job_role is None and row.competence_code is None for row in rows):
        return ()
    return tuple(sorted({row.job_role.code for row in rows if row.job_role}))


def _type_key(template: ShiftTemplate) -> str:
    """Return the key of a shift type: its code, and for a retired shift its id, as codes are used again."""
    return template.code if template.retired_on is None else f"{template.code}.{template.id}"


def _planned(template: ShiftTemplate, type_key: str, on: date, day: int) -> PlannedDuty:
    starts_at, ends_at = instants(on, template.starts, template.ends)
    return PlannedDuty(
        key=f"{type_key}@{day}",
        type_key=type_key,
        shift_template_id=template.id,
        on_date=on,
        starts_at=starts_at,
        ends_at=ends_at,
        work_min=int((ends_at - starts_at).total_seconds()) // 60 - template.break_min,
        code=template.code,
        name=template.name,
        kind=template.kind,
        site_id=template.site_id,
        site_name=template.site.name,
        host_organisation_id=template.site.organisation_id,
        break_min=template.break_min,
    )


def _shift(horizon: Horizon, duty: PlannedDuty, roles: tuple[str, ...]) -> Shift:
    return Shift(
        key=duty.key,
        type_key=duty.type_key,
        label=duty.name,
        day=horizon.day_of(duty.on_date),
        start_min=horizon.minute(duty.starts_at),
        end_min=horizon.minute(duty.ends_at),
        work_min=duty.work_min,
        paid_min=duty.work_min,
        break_min=duty.break_min,
        night_min=night_min(duty.starts_at, duty.ends_at),
        is_night=is_night(duty.starts_at, duty.ends_at),
        site_key=f"s{duty.site_id}",
        host_key=f"o{duty.host_organisation_id}",
        roles=roles,
    )
