"""What an employer has set about counting hours, and what a lead has put right by hand."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rostering.hours.rules import BankHolidays, LeaveCredit
from workforce.accounts.models import Account
from workforce.core.db import Base
from workforce.core.errors import explain_unique
from workforce.organisations.models import Organisation
from workforce.people.models import Person

explain_unique(
    "hours_policies",
    "organisation_id",
    "policy_that_day",
    "Another policy from this day on has just been saved. Open it to see what it says.",
)


class EmployerHoursPolicy(Base):
    """How an employer counts hours from a day on, where it has set its own."""

    __tablename__ = "hours_policies"
    __table_args__ = (
        UniqueConstraint("organisation_id", "valid_from"),
        CheckConstraint("carried_most_percent BETWEEN 0 AND 100", name="carried_most_percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    valid_from: Mapped[date]
    leave_credit: Mapped[LeaveCredit]
    bank_holidays: Mapped[BankHolidays]
    carried_most_percent: Mapped[int]
    #: The agreement or decision that it follows, in the employer's words.
    source: Mapped[str]
    set_at: Mapped[datetime]
    set_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    organisation: Mapped[Organisation] = relationship()


class HoursAdjustment(Base):
    """Hours that a lead has added to a person's balance in a team, or taken off it, and why."""

    __tablename__ = "hours_adjustments"
    __table_args__ = (
        CheckConstraint("minutes <> 0 AND abs(minutes) <= 60000", name="minutes"),
        Index("ix_hours_adjustments_team_id_person_id", "team_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    #: The day to which the hours belong.
    on_date: Mapped[date]
    #: Above 0: the person has worked more than the entries say.
    minutes: Mapped[int]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    made_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    #: When it was taken back; it counts no longer, and stays to be seen.
    reversed_at: Mapped[datetime | None]
    reversed_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    person: Mapped[Person] = relationship()
    made_by: Mapped[Account | None] = relationship(foreign_keys=[made_by_account_id])
    reversed_by: Mapped[Account | None] = relationship(foreign_keys=[reversed_by_account_id])
