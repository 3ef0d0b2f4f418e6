"""What employers ask is data, and the most particular rule counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import Factory
from workforce.core.access import SYSTEM
from workforce.employments.models import JobRole
from workforce.organisations.models import Organisation, OrganisationKind, Sector
from workforce.people.models import Register
from workforce.readiness.evidence import Requirement
from workforce.readiness.models import AcceptanceRule
from workforce.readiness.queries import requirements_unscoped
from workforce.readiness.services import load_acceptance_rules

DAY = date(2026, 11, 3)


@pytest.fixture
def trust(session: Session, make: Factory) -> Organisation:
    """A hospital with a rule of its own, an employer without a public code, and the shipped rules."""
    make.organisation(code=None)
    trust = make.organisation(code="R0D")
    load_acceptance_rules(session, SYSTEM)
    session.flush()
    return trust


@pytest.fixture
def nurse(make: Factory) -> JobRole:
    """A role with a register."""
    return make.job_role(register=Register.NMC, register_part="adult nurse")


def by_code(session: Session, employer: Organisation, role: JobRole) -> dict[str, list[Requirement]]:
    """Return what is asked, by code."""
    requirements: dict[str, list[Requirement]] = {}
    for item in requirements_unscoped(session, employer.id, role.id, DAY):
        requirements.setdefault(item.code, []).append(item)
    return requirements


def test_loading_twice_adds_nothing(session: Session, trust: Organisation) -> None:
    """The start command may load every time."""
    assert load_acceptance_rules(session, SYSTEM) == 0


def test_an_administrators_change_survives_loading(session: Session, trust: Organisation) -> None:
    """Shipped data never overwrites what the county decided."""
    rule = session.query(AcceptanceRule).filter_by(key="work_health", sector=Sector.HEALTH).one()
    rule.lead_days = 99
    load_acceptance_rules(session, SYSTEM)
    assert rule.lead_days == 99


def test_a_registered_role_needs_its_own_part(session: Session, trust: Organisation, nurse: JobRole) -> None:
    """Register and part come from the role, the wish for no conditions from the rule."""
    (asked,) = by_code(session, trust, nurse)["nmc"]
    assert asked.conditions == {"no_conditions": True, "part": "adult nurse"}


def test_a_role_without_a_register_needs_none(session: Session, trust: Organisation, make: Factory) -> None:
    """Nobody asks a care worker for a PIN."""
    asked = by_code(session, trust, make.job_role())
    assert "nmc" not in asked and "registration_qualifications" not in asked


@pytest.mark.parametrize(
    ("values", "level", "workforces"),
    [
        ({"gives_care": False}, "basic", None),
        ({}, "enhanced", ["adult"]),
        ({"works_with_children": True}, "enhanced", ["adult", "child"]),
        ({"works_with_children": True, "gives_care": False}, "enhanced", ["adult", "child"]),
    ],
    ids=["office", "care", "children", "children, no care"],
)
def test_the_role_decides_the_certificate(
    session: Session,
    trust: Organisation,
    make: Factory,
    values: dict[str, Any],
    level: str,
    workforces: list[str] | None,
) -> None:
    """One certificate is asked for: the one of the most particular rule."""
    (asked,) = by_code(session, trust, make.job_role(**values))["criminal_record"]
    assert (asked.conditions["level"], asked.conditions.get("workforces")) == (level, workforces)


def test_care_asks_more_history_than_health(session: Session, trust: Organisation, make: Factory) -> None:
    """Three years for a hospital; for a care home everything, and why earlier care work ended."""
    home = make.organisation(kind=OrganisationKind.CARE_HOME, sector=Sector.CARE)
    role = make.job_role()
    (health,) = by_code(session, trust, role)["history_references"]
    care = by_code(session, home, role)["history_references"]
    assert health.conditions == {"history_years": 3}
    assert [item.conditions for item in care] == [{"full_history": True}, {"reasons_for_leaving": True}]


def test_an_employers_own_rule_takes_the_place_of_its_sectors(
    session: Session, trust: Organisation, make: Factory
) -> None:
    """This hospital refreshes moving and handling yearly; the next one keeps to the national date."""
    role = make.job_role()
    other = make.organisation()
    assert by_code(session, trust, role)["cstf.moving_handling_2"][0].conditions == {"max_age_months": 12}
    assert by_code(session, other, role)["cstf.moving_handling_2"][0].conditions == {}


def test_an_employer_may_waive_what_its_sector_asks(
    session: Session, trust: Organisation, make: Factory
) -> None:
    """A waiver of one's own takes a requirement away, and its dates are kept to."""
    rule = session.query(AcceptanceRule).filter_by(key="cstf.conflict_resolution").one()
    shared = {"key": rule.key, "kind": rule.kind, "code": rule.code, "label": rule.label, "closed_by": ""}
    make.add(AcceptanceRule(organisation_id=trust.id, waives=True, valid_from=DAY, source="Board", **shared))
    role = make.job_role()
    assert "cstf.conflict_resolution" not in by_code(session, trust, role)
    before = requirements_unscoped(session, trust.id, role.id, date(2026, 11, 2))
    assert "cstf.conflict_resolution" in {item.code for item in before}


def test_a_firm_without_a_public_code_does_not_catch_the_rules_of_its_sector(
    session: Session, make: Factory
) -> None:
    make.organisation(code=None)
    load_acceptance_rules(session, SYSTEM)
    sector_rules = select(func.count()).where(AcceptanceRule.sector.is_not(None))
    assert (session.scalar(sector_rules) or 0) > 0
