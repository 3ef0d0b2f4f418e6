"""What employers ask, and what passports hold: the two sides that readiness matches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from workforce.employments.models import JobRole
from workforce.organisations.models import Organisation, Sector
from workforce.readiness.evidence import Evidence, EvidenceKind, Readiness, Requirement
from workforce.readiness.models import AcceptanceRule, RoleGroup
from workforce.readiness.rules import assess
from workforce.readiness.sections import Sections

#: An employer and a role: what readiness is asked for.
Place = tuple[int, int]


def evidence_unscoped(
    session: Session, sections: Sections, person_ids: Collection[int]
) -> dict[int, list[Evidence]]:
    """Return everything that the passports of these people hold, past and present."""
    return sections.evidence(session, person_ids)


def requirements_unscoped(
    session: Session, organisation_id: int, job_role_id: int, on: date
) -> list[Requirement]:
    """Return what an employer asks for a role on a day, in the order in which people read it."""
    place = (organisation_id, job_role_id)
    return requirements_of_places_unscoped(session, [place], on)[place]


def requirements_of_places_unscoped(
    session: Session, places: Iterable[Place], on: date
) -> dict[Place, list[Requirement]]:
    """Return what each of these employers asks for each of these roles, in three queries however many."""
    wanted = set(places)
    organisation_ids = {organisation_id for organisation_id, _ in wanted}
    sectors = {
        organisation.id: organisation.sector
        for organisation in session.scalars(select(Organisation).where(Organisation.id.in_(organisation_ids)))
    }
    roles = {
        role.id: role
        for role in session.scalars(select(JobRole).where(JobRole.id.in_({role_id for _, role_id in wanted})))
    }
    rules = session.scalars(
        select(AcceptanceRule)
        .where(
            or_(
                AcceptanceRule.organisation_id.in_(organisation_ids),
                AcceptanceRule.sector.in_(set(sectors.values())),
            ),
            AcceptanceRule.valid_from <= on,
            or_(AcceptanceRule.valid_until.is_(None), AcceptanceRule.valid_until >= on),
        )
        .order_by(AcceptanceRule.id)
    ).all()
    return {
        (organisation_id, role_id): _requirements(
            [
                rule
                for rule in rules
                if _concerns(rule, organisation_id, sectors[organisation_id], roles[role_id])
            ],
            roles[role_id],
        )
        for organisation_id, role_id in wanted
    }


def readiness_unscoped(
    session: Session, sections: Sections, person_id: int, place: Place, on: date
) -> Readiness:
    """Return how ready a person is for a role at an employer on a day."""
    requirements = requirements_unscoped(session, *place, on)
    return assess(requirements, evidence_unscoped(session, sections, [person_id])[person_id], on)


def rules_in_force(session: Session, organisation_id: int, on: date) -> list[AcceptanceRule]:
    """Return every rule that an employer goes by on a day: its sector's, and its own, which come first."""
    sector = select(Organisation.sector).where(Organisation.id == organisation_id).scalar_subquery()
    return list(
        session.scalars(
            select(AcceptanceRule)
            .where(
                or_(AcceptanceRule.organisation_id == organisation_id, AcceptanceRule.sector == sector),
                AcceptanceRule.valid_from <= on,
                or_(AcceptanceRule.valid_until.is_(None), AcceptanceRule.valid_until >= on),
            )
            .options(joinedload(AcceptanceRule.job_role))
            .order_by(AcceptanceRule.organisation_id.is_(None), AcceptanceRule.id)
        )
    )


def _concerns(rule: AcceptanceRule, organisation_id: int, sector: Sector, role: JobRole) -> bool:
    if rule.organisation_id not in (None, organisation_id) or rule.sector not in (None, sector):
        return False
    if rule.job_role_id is not None:
        return rule.job_role_id == role.id
    return {
        RoleGroup.EVERYONE: True,
        RoleGroup.REGISTERED: role.register is not None,
        RoleGroup.WITH_CHILDREN: role.works_with_children,
        RoleGroup.GIVES_CARE: role.gives_care,
    }[rule.applies_to]


def _particularity(rule: AcceptanceRule) -> tuple[bool, bool, bool, date]:
    """Order rules of one key: the last one counts."""
    return (
        rule.organisation_id is not None,
        rule.job_role_id is not None,
        rule.applies_to is not RoleGroup.EVERYONE,
        rule.valid_from,
    )


def _requirements(rules: list[AcceptanceRule], role: JobRole) -> list[Requirement]:
    order = {rule.key: place for place, rule in reversed(list(enumerate(rules)))}
    chosen = {rule.key: rule for rule in sorted(rules, key=_particularity)}
    return [
        _requirement(rule, role)
        for key, rule in sorted(chosen.items(), key=lambda pair: order[pair[0]])
        if not rule.waives
    ]


def _requirement(rule: AcceptanceRule, role: JobRole) -> Requirement:
    code, conditions = rule.code, dict(rule.conditions)
    if rule.kind is EvidenceKind.REGISTRATION and not code and role.register:
        code = role.register.value
        if role.register_part:
            conditions["part"] = role.register_part
    return Requirement(
        kind=rule.kind,
        code=code,
        label=rule.label,
        conditions=conditions,
        source=rule.source,
        need=rule.need,
        why=rule.why,
        closed_by=rule.closed_by,
        lead_days=rule.lead_days,
    )
