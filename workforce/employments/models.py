"""Job roles of the county and the contracts people hold."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base, days_within
from workforce.organisations.models import Organisation
from workforce.people.models import Person, Register


class JobRole(Base):
    """A generic role that means the same at every employer: registered nurse, care worker, social worker."""

    __tablename__ = "job_roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    #: How rotas group people: "Registered nurses", "Reablement and home care" and so on.
    family: Mapped[str]
    #: The register that the role requires, and its part; empty where anybody may do it.
    register: Mapped[Register | None]
    register_part: Mapped[str] = mapped_column(default="")
    #: Works with children too, so that checks must cover the child workforce.
    works_with_children: Mapped[bool] = mapped_column(default=False)
    #: Touches people: lifts, washes, treats. Employers ask more training of such roles.
    gives_care: Mapped[bool] = mapped_column(default=True)


class EmploymentKind(StrEnum):
    """On what terms a person works for an employer."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed_term"
    BANK = "bank"
    APPRENTICE = "apprentice"


class Employment(Base):
    """A contract between a person and an employer, present or past."""

    __tablename__ = "employments"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        CheckConstraint("week_min BETWEEN 0 AND 3600", name="week_min"),
        days_within("started_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    job_role_id: Mapped[int] = mapped_column(ForeignKey("job_roles.id"), index=True)
    kind: Mapped[EmploymentKind] = mapped_column(default=EmploymentKind.PERMANENT)
    #: The title the employer uses, where it differs from the county's.
    title: Mapped[str] = mapped_column(default="")
    #: Agenda for Change band, or the council's or firm's grade.
    pay_band: Mapped[str] = mapped_column(default="")
    #: Contracted minutes a week without meal breaks; 0 for bank contracts.
    week_min: Mapped[int]
    started_on: Mapped[date]
    #: The last day of the contract.
    ended_on: Mapped[date | None]
    reason_for_leaving: Mapped[str] = mapped_column(default="")
    #: First day of service that counts as continuous, where it lies before this contract.
    continuous_since: Mapped[date | None]
    #: Since when the person has agreed in writing to work more than 48 hours on average for this employer.
    opted_out_on: Mapped[date | None]
    pension_scheme: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()
    job_role: Mapped[JobRole] = relationship()

    def holds_on(self, day: date) -> bool:
        """Tell whether the contract runs on a day."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


class HistoryKind(StrEnum):
    """What a person did before or between the contracts that the county knows of."""

    JOB = "job"
    EDUCATION = "education"
    #: Caring for somebody, illness, travel: a gap with its explanation.
    OTHER = "other"


class HistoryEntry(Base):
    """A stretch of a person's history outside the county's contracts, as they tell it themselves."""

    __tablename__ = "history_entries"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="ends_after_start"),
        days_within("started_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[HistoryKind]
    #: The employer, the school, or what filled the time.
    place: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    started_on: Mapped[date]
    #: The last day.
    ended_on: Mapped[date]
    reason_for_leaving: Mapped[str] = mapped_column(default="")
    #: Work with children or vulnerable adults, whose end care law asks about.
    with_vulnerable_people: Mapped[bool] = mapped_column(default=False)
