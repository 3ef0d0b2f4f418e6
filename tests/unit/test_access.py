"""Grants reach as far as they say and no further."""

from __future__ import annotations

import pytest

from tests.factories import actor
from workforce.core.access import ROLE_PERMISSIONS, ROLE_SCOPES, Grant, Permission, Role, can, may_grant


def test_every_role_says_what_it_may_and_where() -> None:
    """A role without permissions or scopes could be given, and would do nothing."""
    assert set(ROLE_PERMISSIONS) == set(ROLE_SCOPES) == set(Role)


def test_a_lead_manages_their_own_team_only() -> None:
    """A team role ends at the team."""
    lead = actor(Role.TEAM_LEAD, team_id=1)
    assert can(lead, Permission.MAKE_ROTA, team_id=1)
    assert not can(lead, Permission.MAKE_ROTA, team_id=2)


def test_a_verifier_reaches_their_own_organisation_only() -> None:
    """An organisation role ends at the organisation."""
    verifier = actor(Role.VERIFIER, organisation_id=1)
    assert can(verifier, Permission.VERIFY_EVIDENCE, organisation_id=1)
    assert not can(verifier, Permission.VERIFY_EVIDENCE, organisation_id=2)


def test_a_county_role_reaches_everything() -> None:
    """Neither team nor organisation means the county."""
    assert can(actor(Role.AUDITOR), Permission.VIEW_AUDIT, organisation_id=7)


def test_a_role_gives_nothing_it_does_not_list() -> None:
    """What no role lists is denied."""
    assert not can(actor(Role.AUDITOR), Permission.VERIFY_EVIDENCE)
    assert not can(actor(), Permission.VIEW_PEOPLE)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STAFF])
def test_nobody_grants_above_themselves(role: Role) -> None:
    """An administrator of one organisation gives no role in another, nor for the county."""
    administrator = actor(Role.ORGANISATION_ADMINISTRATOR, organisation_id=1)
    assert not may_grant(administrator, Grant(role))
    assert not may_grant(administrator, Grant(role, organisation_id=2))


def test_a_role_is_granted_only_in_its_own_scopes() -> None:
    """A verifier for the county does not exist, even from a county administrator."""
    county = actor(Role.COUNTY_ADMINISTRATOR)
    assert may_grant(county, Grant(Role.VERIFIER, organisation_id=1))
    assert not may_grant(county, Grant(Role.VERIFIER))
