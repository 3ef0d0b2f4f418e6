"""Who is signed in with which grants, and the accounts that an administrator may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from workforce.accounts.models import Account, AccountGrant, AccountSession
from workforce.accounts.passwords import fingerprint
from workforce.core import clock
from workforce.core.access import Actor, Grant, Permission, Role, Scope
from workforce.core.errors import Invalid, NotFound
from workforce.employments.models import Employment
from workforce.organisations.models import Organisation, Team
from workforce.people.models import Person


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session of a cookie, which has not ended, and the actor with the grants of this moment."""

    session_id: int
    actor: Actor


def signed_in_unscoped(session: Session, secret: str) -> SignedIn | None:
    """Return who a cookie belongs to; None if its session ended, ran out, or the account is disabled."""
    # Every request runs this first, so it is a single statement.
    opened = (
        session.scalars(
            select(AccountSession)
            .where(
                AccountSession.token_hash == fingerprint(secret),
                AccountSession.ended_at.is_(None),
                AccountSession.expires_at > clock.now(),
            )
            .options(
                joinedload(AccountSession.account).joinedload(
                    Account.grants.and_(AccountGrant.ended_at.is_(None))
                )
            )
        )
        .unique()
        .one_or_none()
    )
    if opened is None or opened.account.disabled_at is not None:
        return None
    return SignedIn(opened.id, actor_unscoped(session, opened.account))


def actor_unscoped(session: Session, account: Account) -> Actor:
    """Return the account with the grants that hold today: leaving an employer ends the roles held there."""
    grants: list[Grant] = []
    if account.person_id is not None:
        grants.append(Grant(Role.STAFF))
    contracts = session.scalars(select(Employment).where(Employment.person_id == account.person_id)).all()
    today = clock.today()
    now_at = {contract.organisation_id for contract in contracts if contract.holds_on(today)}
    ever_at = {contract.organisation_id for contract in contracts}
    teams_left = _teams_of(session, ever_at - now_at)
    for row in account.grants:
        grant = Grant(row.role, row.organisation_id, row.team_id)
        left_organisation = row.organisation_id in ever_at - now_at or row.team_id in teams_left
        left_everywhere = grant.scope is not Scope.ORGANISATION and ever_at and not now_at
        if row.ended_at is None and not left_organisation and not left_everywhere:
            grants.append(grant)
    return Actor(account.id, account.person_id, account.name, tuple(grants))


def _teams_of(session: Session, organisation_ids: Collection[int]) -> set[int]:
    if not organisation_ids:
        return set()
    return set(session.scalars(select(Team.id).where(Team.organisation_id.in_(organisation_ids))))


def sessions_of(session: Session, actor: Actor) -> list[AccountSession]:
    """Return the actor's own open sessions, the latest first."""
    return list(
        session.scalars(
            select(AccountSession)
            .where(
                AccountSession.account_id == actor.account_id,
                AccountSession.ended_at.is_(None),
                AccountSession.expires_at > clock.now(),
            )
            .order_by(AccountSession.started_at.desc())
        )
    )


def managed_accounts(session: Session, actor: Actor, search: str = "") -> list[Account]:
    """Return up to 100 accounts that the actor administers, by name, with the roles they hold."""
    wanted = _managed(actor).order_by(Account.name).limit(100).options(selectinload(Account.grants))
    if search:
        wanted = wanted.where(or_(Account.name.icontains(search), Account.email.icontains(search)))
    return list(session.scalars(wanted))


def managed_account(session: Session, actor: Actor, account_id: int) -> Account:
    """Return one account that the actor administers; NotFound for any other."""
    account = session.scalar(
        _managed(actor).where(Account.id == account_id).options(selectinload(Account.grants))
    )
    if account is None:
        raise NotFound
    return account


def _managed(actor: Actor) -> Select[Account]:
    reach = actor.reach(Permission.MANAGE_ACCOUNTS)
    if reach.county:
        return select(Account)
    employed = _employed_by(reach.organisation_ids)
    granted = select(AccountGrant.account_id).where(
        AccountGrant.organisation_id.in_(reach.organisation_ids), AccountGrant.ended_at.is_(None)
    )
    return select(Account).where(or_(Account.person_id.in_(employed), Account.id.in_(granted)))


def _employed_by(organisation_ids: Collection[int]) -> Select[int]:
    return select(Employment.person_id).where(
        Employment.organisation_id.in_(organisation_ids),
        or_(Employment.ended_on.is_(None), Employment.ended_on >= clock.today()),
    )


def managed_teams(session: Session, actor: Actor) -> list[Team]:
    """Return the teams for which the actor may name leads."""
    reach = actor.reach(Permission.MANAGE_ACCOUNTS)
    wanted = select(Team).order_by(Team.name)
    if not reach.county:
        wanted = wanted.where(Team.organisation_id.in_(reach.organisation_ids))
    return list(session.scalars(wanted))


def invitable_person(session: Session, actor: Actor, passport_number: str) -> Person:
    """Return the person with this number whom the actor's organisations employ; Invalid for any other."""
    reach = actor.reach(Permission.MANAGE_ACCOUNTS)
    wanted = select(Person).where(Person.passport_number == passport_number.replace(" ", "").upper())
    if not reach.county:
        wanted = wanted.where(Person.id.in_(_employed_by(reach.organisation_ids)))
    person = session.scalar(wanted)
    if person is None:
        raise Invalid(
            "unknown_passport", "Nobody in your organisation has this passport number", "passport_number"
        )
    return person


def grants_in_words(session: Session, actor: Actor, accounts: Sequence[Account]) -> dict[int, str]:
    """Return the open grants of these accounts in words, by the id of the grant."""
    rows = [row for account in accounts for row in account.grants if row.ended_at is None]
    grants = {row.id: Grant(row.role, row.organisation_id, row.team_id) for row in rows}
    return dict(zip(grants, _in_words(session, list(grants.values())), strict=True))


def roles_in_words(session: Session, actor: Actor) -> list[str]:
    """Return the actor's own roles and where each reaches, as a person says it."""
    return _in_words(session, actor.grants)


def _in_words(session: Session, grants: Sequence[Grant]) -> list[str]:
    organisation_ids = {grant.organisation_id for grant in grants}
    team_ids = {grant.team_id for grant in grants}
    named = select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisation_ids))
    organisations = {row.id: row.name for row in session.execute(named)}
    led = select(Team.id, Team.name).where(Team.id.in_(team_ids))
    teams = {row.id: row.name for row in session.execute(led)}
    return [role_in_words(grant, organisations, teams) for grant in grants]


def role_in_words(grant: Grant, organisations: Mapping[int, str], teams: Mapping[int, str]) -> str:
    """Say one role and its reach: "Verifier, Dorset HealthCare"."""
    name = grant.role.value.replace("_", " ").capitalize()
    if grant.scope is Scope.SELF:
        return f"{name}: your own passport and rota"
    if grant.team_id is not None:
        return f"{name}, {teams.get(grant.team_id, 'a team')}"
    if grant.organisation_id is not None:
        return f"{name}, {organisations.get(grant.organisation_id, 'an organisation')}"
    return f"{name}, the whole county"
