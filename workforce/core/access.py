"""Who may do what: roles, permissions and scopes as data, and one pure question, `can`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a view or a service may let an actor do."""

    OWN_PASSPORT = "own_passport"
    OWN_ROTA = "own_rota"
    VIEW_PEOPLE = "view_people"
    VIEW_PASSPORT = "view_passport"
    VERIFY_EVIDENCE = "verify_evidence"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_PLACEMENTS = "manage_placements"
    VIEW_READINESS = "view_readiness"
    VIEW_TEAM = "view_team"
    MANAGE_TEAM = "manage_team"
    MANAGE_DEMAND = "manage_demand"
    MAKE_ROTA = "make_rota"
    PUBLISH_ROTA = "publish_rota"
    DECIDE_LEAVE = "decide_leave"
    MANAGE_VACANCIES = "manage_vacancies"
    VIEW_APPLICATIONS = "view_applications"
    DECIDE_APPLICATIONS = "decide_applications"
    VIEW_APPRENTICES = "view_apprentices"
    MANAGE_APPRENTICES = "manage_apprentices"
    ASSESS_COMPETENCE = "assess_competence"
    MANAGE_FRAMEWORKS = "manage_frameworks"
    MANAGE_ORGANISATION = "manage_organisation"
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_AUDIT = "view_audit"


class Role(StrEnum):
    """What an account may be for a team, an organisation or the county."""

    STAFF = "staff"
    TEAM_LEAD = "team_lead"
    VERIFIER = "verifier"
    RECRUITER = "recruiter"
    COORDINATOR = "coordinator"
    ASSESSOR = "assessor"
    ORGANISATION_ADMINISTRATOR = "organisation_administrator"
    COUNTY_ADMINISTRATOR = "county_administrator"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """How far a grant reaches."""

    SELF = "self"
    TEAM = "team"
    ORGANISATION = "organisation"
    COUNTY = "county"


P = Permission

#: What each role may do inside the scope of its grant.
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.STAFF: frozenset({P.OWN_PASSPORT, P.OWN_ROTA}),
    Role.TEAM_LEAD: frozenset(
        {
            P.VIEW_TEAM,
            P.MANAGE_TEAM,
            P.VIEW_READINESS,
            P.MANAGE_DEMAND,
            P.MAKE_ROTA,
            P.PUBLISH_ROTA,
            P.DECIDE_LEAVE,
        }
    ),
    Role.VERIFIER: frozenset(
        {
            P.VIEW_PEOPLE,
            P.VIEW_PASSPORT,
            P.VIEW_READINESS,
            P.VERIFY_EVIDENCE,
            P.MANAGE_PEOPLE,
            P.MANAGE_PLACEMENTS,
        }
    ),
    Role.RECRUITER: frozenset({P.MANAGE_VACANCIES, P.VIEW_APPLICATIONS, P.DECIDE_APPLICATIONS}),
    Role.COORDINATOR: frozenset({P.VIEW_APPRENTICES, P.MANAGE_APPRENTICES}),
    Role.ASSESSOR: frozenset({P.VIEW_APPRENTICES, P.ASSESS_COMPETENCE}),
    Role.ORGANISATION_ADMINISTRATOR: frozenset(
        {P.VIEW_PEOPLE, P.MANAGE_PEOPLE, P.MANAGE_ORGANISATION, P.MANAGE_ACCOUNTS, P.VIEW_AUDIT}
    ),
    Role.COUNTY_ADMINISTRATOR: frozenset(
        {
            P.VIEW_PEOPLE,
            P.MANAGE_ORGANISATION,
            P.MANAGE_ACCOUNTS,
            P.MANAGE_FRAMEWORKS,
            P.VIEW_AUDIT,
            P.VIEW_TEAM,
        }
    ),
    Role.AUDITOR: frozenset({P.VIEW_AUDIT}),
}

#: The scopes in which each role may be granted.
ROLE_SCOPES: dict[Role, frozenset[Scope]] = {
    Role.STAFF: frozenset({Scope.SELF}),
    Role.TEAM_LEAD: frozenset({Scope.TEAM}),
    Role.VERIFIER: frozenset({Scope.ORGANISATION}),
    Role.RECRUITER: frozenset({Scope.ORGANISATION, Scope.COUNTY}),
    Role.COORDINATOR: frozenset({Scope.ORGANISATION, Scope.COUNTY}),
    Role.ASSESSOR: frozenset({Scope.ORGANISATION}),
    Role.ORGANISATION_ADMINISTRATOR: frozenset({Scope.ORGANISATION}),
    Role.COUNTY_ADMINISTRATOR: frozenset({Scope.COUNTY}),
    Role.AUDITOR: frozenset({Scope.ORGANISATION, Scope.COUNTY}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """One role, and the team or organisation it is limited to; neither means the whole county."""

    role: Role
    organisation_id: int | None = None
    team_id: int | None = None

    @property
    def scope(self) -> Scope:
        """How far this grant reaches."""
        if self.role is Role.STAFF:
            return Scope.SELF
        if self.team_id is not None:
            return Scope.TEAM
        return Scope.ORGANISATION if self.organisation_id is not None else Scope.COUNTY


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks: an account with its grants of this moment, or the system itself."""

    account_id: int | None
    person_id: int | None
    name: str
    grants: tuple[Grant, ...] = field(default=())

    def reach(self, permission: Permission) -> Reach:
        """Return where the actor holds a permission: the whole county, organisations, teams, or nowhere."""
        held = [grant for grant in self.grants if permission in ROLE_PERMISSIONS[grant.role]]
        return Reach(
            county=any(grant.scope is Scope.COUNTY for grant in held),
            organisation_ids=frozenset(
                grant.organisation_id
                for grant in held
                if grant.scope is Scope.ORGANISATION and grant.organisation_id is not None
            ),
            team_ids=frozenset(grant.team_id for grant in held if grant.team_id is not None),
            own=any(grant.scope is Scope.SELF for grant in held),
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody holds one permission; queries turn it into their WHERE clause."""

    county: bool
    organisation_ids: frozenset[int]
    team_ids: frozenset[int]
    own: bool

    def __bool__(self) -> bool:
        return self.county or self.own or bool(self.organisation_ids) or bool(self.team_ids)

    def covers(self, organisation_id: int | None = None, team_id: int | None = None) -> bool:
        """Tell whether the reach includes this organisation or this team."""
        return self.county or organisation_id in self.organisation_ids or team_id in self.team_ids


#: The software itself: the worker, the command line.
SYSTEM = Actor(account_id=None, person_id=None, name="The system")


def can(
    actor: Actor,
    permission: Permission,
    organisation_id: int | None = None,
    team_id: int | None = None,
) -> bool:
    """Tell whether the actor holds a permission there, or anywhere if no scope is named."""
    reach = actor.reach(permission)
    if organisation_id is None and team_id is None:
        return bool(reach)
    return reach.covers(organisation_id, team_id)


def may_grant(actor: Actor, grant: Grant, team_organisation_id: int | None = None) -> bool:
    """Tell whether the actor may give this grant: they manage accounts where it reaches.

    For a grant on a team, `team_organisation_id` is the organisation that answers for the team.
    """
    if grant.scope not in ROLE_SCOPES[grant.role] or grant.scope is Scope.SELF:
        return False
    reach = actor.reach(Permission.MANAGE_ACCOUNTS)
    if reach.county:
        return True
    within = team_organisation_id if grant.scope is Scope.TEAM else grant.organisation_id
    return within is not None and within in reach.organisation_ids
