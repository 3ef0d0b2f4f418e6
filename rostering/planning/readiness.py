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
    """Return the weekly limits of the right to work, in minutes, on the days on which each holds.

    No limit holds on a day on which any evidence of the right to work has none.
    """
    evidence = [item for item in facts.evidence.get(person_id, []) if item.code == CheckKind.RIGHT_TO_WORK]
    by_day = [_limits_on(facts, person_id, evidence, horizon.date_of(day)) for day in range(horizon.days + 1)]
    return tuple(
        WeekCap(max_min, words, from_day=first, to_day=None if last == horizon.days else last + 1)
        for max_min, words in sorted(set[tuple[int, str]]().union(*by_day))
        for first, last in stretches([(max_min, words) in limits for limits in by_day])
    )


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


def placement_roles_on(facts: Facts, person_id: int, on: date) -> list[str]:
    """Return the roles that a person's placements add on a day to those of their contracts."""
    return [
        facts.roles[placement.job_role_id].code
        for placement in facts.placements.get(person_id, [])
        if placement.holds_on(on)
    ]


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


def _limits_on(facts: Facts, person_id: int, evidence: Sequence[Evidence], on: date) -> set[tuple[int, str]]:
    """Return the weekly limits of a day with their words; none if any evidence has no limit."""
    valid = [
        item
        for item in evidence
        if item.valid_from <= on and (item.valid_until is None or on <= item.valid_until)
    ]
    if any(item.facts.get("week_limit_min") is None for item in valid):
        return set()
    contracts = [contract for contract in facts.employments[person_id] if contract.holds_on(on)]
    contract_min = max((contract.week_min for contract in contracts), default=0)
    limits = set()
    for item in valid:
        limit_min = int(item.facts["week_limit_min"])
        extra = item.facts.get("limit_covers") == LimitCovers.EXTRA
        what = " beyond the contract" if extra else ""
        max_min = limit_min + (contract_min if extra else 0)
        limits.add((max_min, f"right to work allows {hours(limit_min)} a week{what}"))
    return limits
