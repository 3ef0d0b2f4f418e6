"""Accounts, their grants, the sessions they have open, and the attempts to sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.access import Role
from workforce.core.db import Base
from workforce.core.errors import explain_unique
from workforce.people.models import Person

explain_unique("accounts", "email", "email_taken", "This email address already has an account")


class Account(Base):
    """The means by which a person signs in."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: In lower case, so that one address has one account.
    email: Mapped[str] = mapped_column(unique=True)
    #: Empty until the person has chosen a password through their invitation.
    password_hash: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), unique=True)
    #: Shown where the account belongs to nobody with a passport.
    name: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship()
    grants: Mapped[list[AccountGrant]] = relationship(back_populates="account", order_by="AccountGrant.id")


class AccountGrant(Base):
    """A role that an account holds for one team, one organisation or the county, until it ends."""

    __tablename__ = "account_grants"
    __table_args__ = (CheckConstraint("organisation_id IS NULL OR team_id IS NULL", name="one_scope"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    role: Mapped[Role]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    granted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(back_populates="grants")


class AccountSession(Base):
    """One signed-in browser; it can be listed and ended, and every request checks that it has not ended."""

    __tablename__ = "account_sessions"
    __audited__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    #: SHA-256 of the secret in the cookie: a copy of the database does not hold the cookie itself.
    token_hash: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(default="")

    account: Mapped[Account] = relationship()


class Invitation(Base):
    """A private link by which a person chooses their first password, or a new one; it works once."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    #: SHA-256 of the secret in the link.
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class SignInAttempt(Base):
    """An attempt to sign in, stored so that its limits hold across processes."""

    __tablename__ = "sign_in_attempts"
    __audited__ = False
    __table_args__ = (Index("ix_sign_in_attempts_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the address that was tried, or of the network address it came from.
    key: Mapped[str]
    at: Mapped[datetime]
