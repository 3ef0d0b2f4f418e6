"""On which days a person may work for which host: with a contract or placement, and all its checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rostering.horizon import Horizon
from rostering.planning.queries import Facts, Host
from rostering.problem import Block, Skill, Stage, WeekCap
from workforce.checks.details import CheckKind, LimitCovers
from workforce.core.words import hours
from workforce.readiness.evidence import Evidence, Requirement
from workforce.readiness.rules import assess, intervals


def blocks(facts: Facts, horizon: Horizon, person_id: int) -> tuple[Block, ...]:
    """Return the days on which a person may not work for each host, with the reason in words."""
    return tuple(block for host in facts.hosts for block in _blocks_at(facts, horizon, person_id, host))


def week_caps(facts: Facts, horizon: Horizon, person_id: int) -> tuple[WeekCap, ...]:
    """Return the weekly limits of the right to work, in minutes; none if any evidence has no limit."""
    after = horizon.date_of(horizon.days)
    evidence = [
        item
        for item in facts.evidence.get(person_id, [])
        if item.code == CheckKind.RIGHT_TO_WORK
        and item.valid_from <= after
        and (item.valid_until is None or item.valid_until >= horizon.first)
    ]
    if any(item.facts.get("week_limit_min") is None for item in evidence):
        return ()
    contract_min = max((contract.week_min for contract in facts.employments[person_id]), default=0)
    return tuple(_week_cap(item, contract_min, horizon) for item in evidence)


def skills(facts: Facts, horizon: Horizon, person_id: int) -> tuple[Skill, ...]:
    """Return the competences that the team asks for and a person holds, with the days on which they do."""
    return tuple(
        _skill(code, start, end, horizon)
        for code, held in sorted(facts.competences[person_id].items())
        for start, end in held
    )


def supervisors(facts: Facts, person_id: int, worker_keys: Mapping[int, str]) -> tuple[str, ...] | None:
    """Return who may supervise a person who works only beside a supervisor; None for everybody else."""
    supervision = facts.supervision.get(person_id)
    if supervision is None:
        return None
    return tuple(
        worker_keys[supervisor_id]
        for supervisor_id in sorted(supervision.supervisor_ids)
        if supervisor_id in worker_keys
    )


def role_codes(facts: Facts, person_id: int) -> list[str]:
    """Return the roles that a person's placements add to those of their contracts."""
    return [facts.roles[placement.job_role_id].code for placement in facts.placements.get(person_id, [])]


def stretches(days: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the first and the last day of each unbroken stretch of True."""
    unbroken: list[tuple[int, int]] = []
    for day, inside in enumerate(days):
        if inside and unbroken and unbroken[-1][1] == day - 1:
            unbroken[-1] = (unbroken[-1][0], day)
        elif inside:
            unbroken.append((day, day))
    return unbroken


def day_and_month(on: date) -> str:
    """Return a date as "17 January"."""
    return f"{on.day} {on:%B}"


def _blocks_at(facts: Facts, horizon: Horizon, person_id: int, host: Host) -> Iterator[Block]:
    bases = [_basis(facts, person_id, host, horizon.date_of(day)) for day in range(horizon.days + 1)]
    for first, last in stretches([role_id is None for role_id in bases]):
        words = _no_basis_words(facts, person_id, host, horizon.date_of(first), horizon.date_of(last))
        yield _block("placement", words, first, last, horizon, host)
    for role_id in sorted({role_id for role_id in bases if role_id is not None}):
        in_role = [basis == role_id for basis in bases]
        for requirement in facts.requirements[host.id, role_id]:
            yield from _gaps(facts, horizon, person_id, host, requirement, in_role)


def _basis(facts: Facts, person_id: int, host: Host, on: date) -> int | None:
    """Return the role in which a person may work for a host on a day, by contract or placement."""
    for contract in facts.employments[person_id]:
        if contract.organisation_id == host.id and contract.holds_on(on):
            return contract.job_role_id
    for placement in facts.placements.get(person_id, []):
        at_host = placement.host_organisation_id == host.id
        if at_host and placement.team_id in (None, facts.team.id) and placement.holds_on(on):
            return placement.job_role_id
    return None


def _gaps(
    facts: Facts,
    horizon: Horizon,
    person_id: int,
    host: Host,
    requirement: Requirement,
    in_role: Sequence[bool],
) -> Iterator[Block]:
    """Yield the days in a role on which a requirement is not met."""
    last_day = horizon.date_of(horizon.days)
    evidence = [item for item in facts.evidence.get(person_id, []) if item.code == requirement.code]
    met = [False] * (horizon.days + 1)
    for start, end in intervals(requirement, evidence, horizon.first, last_day):
        for day in range(horizon.day_of(start), horizon.day_of(end) + 1):
            met[day] = True
    for first, last in stretches([inside and not ok for inside, ok in zip(in_role, met, strict=True)]):
        words = _gap_words(requirement, evidence, horizon.date_of(first))
        yield _block(requirement.code, words, first, last, horizon, host)


def _gap_words(requirement: Requirement, evidence: list[Evidence], on: date) -> str:
    """Say what is missing, as the passport says it, so that both pages read the same."""
    (gap,) = assess([requirement], evidence, on).gaps
    reason = gap.why if evidence else f"{gap.have}. {gap.why}"
    return f"{requirement.label}: {reason.strip().rstrip('.')}"


def _block(reason: str, words: str, first: int, last: int, horizon: Horizon, host: Host) -> Block:
    return Block(
        stage=Stage.READY,
        reason=reason,
        words=words,
        from_day=first,
        to_day=None if last >= horizon.days else last + 1,
        host_key=f"o{host.id}",
    )


def _no_basis_words(facts: Facts, person_id: int, host: Host, first: date, last: date) -> str:
    placements = [
        placement
        for placement in facts.placements.get(person_id, [])
        if placement.host_organisation_id == host.id
    ]
    for placement in placements:
        if placement.ends_on == first - timedelta(days=1):
            return f"placement at {host.name} ends {day_and_month(placement.ends_on)}"
        if placement.starts_on == last + timedelta(days=1):
            return f"placement at {host.name} starts {day_and_month(placement.starts_on)}"
    for contract in facts.employments[person_id]:
        if contract.organisation_id == host.id and contract.ended_on == first - timedelta(days=1):
            return f"contract with {host.name} ends {day_and_month(contract.ended_on)}"
    return f"no placement at {host.name}"


def _skill(code: str, start: date, end: date, horizon: Horizon) -> Skill:
    if horizon.day_of(end) >= horizon.days:
        return Skill(code, horizon.day_of(start))
    note = f"lapses {end:%A} {day_and_month(end)}"
    return Skill(code, horizon.day_of(start), horizon.day_of(end) + 1, note)


def _week_cap(item: Evidence, contract_min: int, horizon: Horizon) -> WeekCap:
    limit_min = int(item.facts["week_limit_min"])
    extra = item.facts.get("limit_covers") == LimitCovers.EXTRA
    what = " beyond the contract" if extra else ""
    return WeekCap(
        max_min=limit_min + (contract_min if extra else 0),
        words=f"right to work allows {hours(limit_min)} a week{what}",
        from_day=max(0, horizon.day_of(item.valid_from)),
        to_day=None if item.valid_until is None else horizon.day_of(item.valid_until) + 1,
    )
