"""Signing in and out, inviting, and giving and ending roles."""

from __future__ import annotations

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from workforce.accounts.models import Account, AccountGrant, AccountSession, Invitation, SignInAttempt
from workforce.accounts.passwords import (
    NOBODYS_HASH,
    fingerprint,
    hash_password,
    new_secret,
    password_matches,
)
from workforce.accounts.rules import (
    GUESS_WINDOW,
    GUESSES_PER_ADDRESS,
    GUESSES_PER_NETWORK,
    INVITATION_LASTS,
    SESSION_LASTS,
    password_problem,
)
from workforce.core import clock
from workforce.core.access import ROLE_SCOPES, SYSTEM, Actor, Grant, Role, may_grant
from workforce.core.audit import record
from workforce.core.errors import Invalid, NotAllowed, NotFound, TooMany
from workforce.organisations.models import Team

WRONG = "Email address or password is wrong"


def count_guess(session: Session, email: str, network: str) -> None:
    """Count an attempt to sign in; raises TooMany when the limit of its window is reached.

    Commit before checking the password, so that other processes see the count.
    """
    now = clock.now()
    limits = ((f"email {email.lower()}", GUESSES_PER_ADDRESS), (f"network {network}", GUESSES_PER_NETWORK))
    for name, most in limits:
        key = fingerprint(name)
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(2, hashtext(:key))"), {"key": key})
        recent = select(func.count()).where(SignInAttempt.key == key, SignInAttempt.at > now - GUESS_WINDOW)
        if (session.scalar(recent) or 0) >= most:
            raise TooMany("too_many_guesses", "Too many tries. Wait 15 minutes and try again.")
        session.add(SignInAttempt(key=key, at=now))
    session.flush()
    session.execute(delete(SignInAttempt).where(SignInAttempt.at < now - 4 * GUESS_WINDOW))


def sign_in(session: Session, email: str, password: str, device: str, network: str = "") -> str:
    """Check a password and open a session; return the secret for its cookie.

    An attempt with the right password is no longer counted; otherwise the staff of a hospital, who share one
    network address, would lock each other out.

    Raises Invalid, with the same message whether the account is unknown, disabled or has another password.
    """
    account = session.scalar(select(Account).where(Account.email == email.lower()))
    usable = account is not None and account.disabled_at is None and account.password_hash
    right = password_matches(account.password_hash if account and usable else NOBODYS_HASH, password)
    if account is None or not usable or not right:
        raise Invalid("wrong_password", WRONG, "password")
    session.execute(delete(SignInAttempt).where(SignInAttempt.key == fingerprint(f"email {account.email}")))
    counted = select(func.max(SignInAttempt.id)).where(SignInAttempt.key == fingerprint(f"network {network}"))
    session.execute(delete(SignInAttempt).where(SignInAttempt.id == counted.scalar_subquery()))
    return open_session(session, account, device)


def open_session(session: Session, account: Account, device: str) -> str:
    """Open a signed-in session and return the secret for its cookie."""
    secret, now = new_secret(), clock.now()
    opened = AccountSession(
        account_id=account.id,
        token_hash=fingerprint(secret),
        started_at=now,
        expires_at=now + SESSION_LASTS,
        device=device[:200],
    )
    session.add(opened)
    record(session, actor_of(account), "session.started", opened, person_id=account.person_id)
    return secret


def sign_out(session: Session, actor: Actor, secret: str) -> None:
    """End the session of this cookie."""
    ended = session.execute(
        update(AccountSession)
        .where(AccountSession.token_hash == fingerprint(secret), AccountSession.ended_at.is_(None))
        .values(ended_at=clock.now())
        .returning(AccountSession.id)
    ).scalar_one_or_none()
    record(session, actor, "session.ended", ("account_sessions", ended), person_id=actor.person_id)


def end_session(session: Session, actor: Actor, session_id: int) -> None:
    """End one of the actor's own sessions, for example on a lost phone."""
    ended = session.execute(
        update(AccountSession)
        .where(AccountSession.id == session_id, AccountSession.account_id == actor.account_id)
        .values(ended_at=clock.now())
        .returning(AccountSession.id)
    ).one_or_none()
    if ended is None:
        raise NotFound
    record(session, actor, "session.ended", ("account_sessions", session_id), person_id=actor.person_id)


def invite(
    session: Session, actor: Actor, email: str, name: str, person_id: int | None = None
) -> tuple[Account, str]:
    """Make an account and return it with the secret of its private link; Invalid if the person has one."""
    if person_id is not None and session.scalar(select(Account.id).where(Account.person_id == person_id)):
        raise Invalid("has_account", "This person can already sign in. Find them in the list of accounts.")
    if session.scalar(select(Account.id).where(Account.email == email.lower())):
        raise Invalid("email_taken", "This email address already has an account", "email")
    account = Account(email=email.lower(), name=name, person_id=person_id, created_at=clock.now())
    session.add(account)
    session.flush()
    return account, invite_again(session, actor, account)


def invite_again(session: Session, actor: Actor, account: Account) -> str:
    """Return the secret of a new private link; earlier links of the account stop working.

    The link works once and for 14 days. NotAllowed if the account holds a role that the actor could not
    give: whoever has the link can choose the password, and would gain that role.
    """
    for held in (row for row in account.grants if row.ended_at is None):
        grant = Grant(held.role, held.organisation_id, held.team_id)
        if not may_grant(actor, grant, _organisation_of_team(session, held.team_id)):
            raise NotAllowed(
                "reaches_further",
                f"{account.name} also has roles elsewhere, which the link would open. "
                "Ask a county administrator to make it.",
            )
    secret, now = new_secret(), clock.now()
    session.execute(
        update(Invitation)
        .where(Invitation.account_id == account.id, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(expires_at=now)
    )
    session.add(
        Invitation(
            account_id=account.id,
            token_hash=fingerprint(secret),
            invited_at=now,
            expires_at=now + INVITATION_LASTS,
        )
    )
    record(session, actor, "account.invited", account, person_id=account.person_id)
    return secret


def open_invitation_unscoped(session: Session, secret: str) -> Invitation:
    """Return the invitation of a link; NotFound if it is unknown, used or over, or the account shut."""
    invitation = session.scalar(
        select(Invitation)
        .join(Invitation.account)
        .where(
            Invitation.token_hash == fingerprint(secret),
            Invitation.used_at.is_(None),
            Invitation.expires_at > clock.now(),
            Account.disabled_at.is_(None),
        )
    )
    if invitation is None:
        raise NotFound
    return invitation


def accept_invitation(session: Session, secret: str, password: str) -> Account:
    """Set the password that the person chose, and end every session opened with an earlier one."""
    invitation = open_invitation_unscoped(session, secret)
    account = invitation.account
    set_password(session, account, password)
    # Of two browsers that open the link at the same time, the second waits here and then finds it used.
    used = session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_(None))
        .values(used_at=clock.now())
        .returning(Invitation.id)
    ).one_or_none()
    if used is None:
        raise NotFound
    record(session, actor_of(account), "password.chosen", account, person_id=account.person_id)
    return account


def set_password(session: Session, account: Account, password: str) -> None:
    """Set a password if it meets the rules, and end all open sessions of the account."""
    if problem := password_problem(password, account.email):
        raise Invalid("weak_password", problem, "password")
    account.password_hash = hash_password(password)
    session.execute(
        update(AccountSession)
        .where(AccountSession.account_id == account.id, AccountSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def grant_role(session: Session, actor: Actor, account: Account, grant: Grant) -> AccountGrant:
    """Give an account a role; NotAllowed if it reaches further than the actor's own administration."""
    if grant.scope not in ROLE_SCOPES[grant.role]:
        reaches = " or ".join(f"a {scope.value}" for scope in sorted(ROLE_SCOPES[grant.role]))
        words = reaches.replace("a organisation", "an organisation").replace("a county", "the county")
        raise Invalid("wrong_place", f"This role is given for {words}. Choose another place.", "place")
    if not may_grant(actor, grant, _organisation_of_team(session, grant.team_id)):
        raise NotAllowed("not_yours_to_give", "You can only give roles in the organisation you run.", "place")
    given = AccountGrant(
        account_id=account.id,
        role=grant.role,
        organisation_id=grant.organisation_id,
        team_id=grant.team_id,
        granted_at=clock.now(),
    )
    session.add(given)
    record(
        session,
        actor,
        "role.given",
        given,
        person_id=account.person_id,
        organisation_id=grant.organisation_id,
        role=grant.role,
        team_id=grant.team_id,
    )
    return given


def end_role(session: Session, actor: Actor, grant_id: int) -> int:
    """End a role at once, so that the account's next request lacks it; return the account's id."""
    given = session.get(AccountGrant, grant_id)
    if given is None:
        raise NotFound
    grant = Grant(given.role, given.organisation_id, given.team_id)
    if not may_grant(actor, grant, _organisation_of_team(session, given.team_id)):
        raise NotFound
    if given.account_id == actor.account_id:
        raise NotAllowed("own_role", "You cannot end your own role. Ask another administrator.")
    given.ended_at = given.ended_at or clock.now()
    record(
        session,
        actor,
        "role.ended",
        given,
        person_id=given.account.person_id,
        organisation_id=given.organisation_id,
        role=given.role,
    )
    return given.account_id


def _organisation_of_team(session: Session, team_id: int | None) -> int | None:
    return None if team_id is None else session.scalar(select(Team.organisation_id).where(Team.id == team_id))


def make_administrator(session: Session, email: str, name: str, password: str) -> Account:
    """Make a county administrator from the command line, for a county that has none yet."""
    account = Account(email=email.lower(), name=name, created_at=clock.now())
    session.add(account)
    session.flush()
    set_password(session, account, password)
    session.add(AccountGrant(account_id=account.id, role=Role.COUNTY_ADMINISTRATOR, granted_at=clock.now()))
    record(session, SYSTEM, "role.given", account, role=Role.COUNTY_ADMINISTRATOR)
    return account


def actor_of(account: Account) -> Actor:
    """Return the account as an actor without grants, for events about itself."""
    return Actor(account_id=account.id, person_id=account.person_id, name=account.name)
