"""Apprenticeship standards, apprenticeships, their hours of learning, breaks and reviews."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competences.frameworks.models import Framework
from workforce.core.db import Base, days_within
from workforce.core.errors import explain_constraint
from workforce.organisations.models import Organisation
from workforce.people.models import Person

#: Shown when a second apprenticeship is added that starts on the same day.
APPRENTICESHIP_EXISTS = "This person already has an apprenticeship that starts on that day"
for _name in (
    "uq_apprenticeships_person_id_started_on",
    "apprenticeships.person_id, apprenticeships.started_on",
):
    explain_constraint(
        _name,
        "apprenticeship_exists",
        APPRENTICESHIP_EXISTS,
        "started_on",
    )


class Standard(Base):
    """One version of an apprenticeship standard and the off-the-job hours published for it."""

    __tablename__ = "standards"
    __table_args__ = (
        UniqueConstraint("ref", "version"),
        CheckConstraint("published_hours IS NULL OR published_hours > 0", name="published_hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    version: Mapped[str]
    level: Mapped[int]
    title: Mapped[str]
    typical_months: Mapped[int]
    #: The published minimum of off-the-job hours; none where nobody has entered it yet.
    published_hours: Mapped[int | None]
    #: Knowledge, skills and behaviours, where they have been entered.
    framework_id: Mapped[int | None] = mapped_column(ForeignKey("frameworks.id"))
    source: Mapped[str]
    #: False until someone has read the hours where they are published.
    checked: Mapped[bool]

    framework: Mapped[Framework | None] = relationship()

    @property
    def label(self) -> str:
        """The standard as people say it."""
        return f"{self.title}, level {self.level}"


class ApprenticeshipStatus(StrEnum):
    """Where an apprenticeship stands; a break is not a status but has its own days."""

    ACTIVE = "active"
    GATEWAY = "gateway"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class EnglishMaths(StrEnum):
    """Where the apprentice stands with English and maths."""

    HELD = "held"
    STUDYING = "studying"
    OPTED_OUT = "opted_out"
    NOT_RECORDED = "not_recorded"


class Apprenticeship(Base):
    """A person's apprenticeship with one employer, under the rules of the day it began."""

    __tablename__ = "apprenticeships"
    __table_args__ = (
        UniqueConstraint("person_id", "started_on"),
        CheckConstraint("planned_end_on > started_on", name="ends_after_start"),
        CheckConstraint("week_min BETWEEN 60 AND 3600", name="week_min"),
        days_within("started_on"),
        CheckConstraint("prior_learning_min >= 0", name="prior_learning_min"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    standard_id: Mapped[int] = mapped_column(ForeignKey("standards.id"), index=True)
    #: The training provider.
    provider_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    #: Who looks after the apprentice at work and supervises them there.
    mentor_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    started_on: Mapped[date]
    planned_end_on: Mapped[date]
    #: Normal working minutes a week.
    week_min: Mapped[int]
    #: Prior learning recognised at the start, in minutes of off-the-job learning.
    prior_learning_min: Mapped[int] = mapped_column(default=0)
    english_maths: Mapped[EnglishMaths] = mapped_column(default=EnglishMaths.NOT_RECORDED)
    status: Mapped[ApprenticeshipStatus] = mapped_column(default=ApprenticeshipStatus.ACTIVE)
    #: The last day on which they work only beside a supervisor; none means until the gateway.
    supervised_until: Mapped[date | None]
    #: When the employer confirmed that the apprentice is ready for the gateway.
    employer_ready_on: Mapped[date | None]
    ended_on: Mapped[date | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    mentor: Mapped[Person | None] = relationship(foreign_keys=mentor_person_id)
    employer: Mapped[Organisation] = relationship(foreign_keys=organisation_id)
    provider: Mapped[Organisation] = relationship(foreign_keys=provider_id)
    standard: Mapped[Standard] = relationship()


class LearningEntry(Base):
    """Off-the-job learning of one day; it counts once the employer has confirmed it."""

    __tablename__ = "learning_entries"
    __table_args__ = (
        Index("ix_learning_entries_apprenticeship_id_on_day", "apprenticeship_id", "on_day"),
        CheckConstraint("learning_min BETWEEN 1 AND 1440", name="learning_min"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeships.id"))
    on_day: Mapped[date]
    learning_min: Mapped[int]
    what: Mapped[str]
    added_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    confirmed_at: Mapped[datetime | None]
    confirmed_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class BreakInLearning(Base):
    """A break in learning: on these days no hours are expected or counted."""

    __tablename__ = "breaks_in_learning"
    __table_args__ = (CheckConstraint("last_day IS NULL OR last_day >= first_day", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeships.id"), index=True)
    first_day: Mapped[date]
    #: None while the apprentice is away and has not come back.
    last_day: Mapped[date | None]
    reason: Mapped[str]
    expected_back_on: Mapped[date | None]


class Review(Base):
    """A progress review that apprentice, employer and provider held together."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("apprenticeship_id", "held_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    apprenticeship_id: Mapped[int] = mapped_column(ForeignKey("apprenticeships.id"))
    #: The last day on which it had to be held.
    due_on: Mapped[date]
    held_on: Mapped[date]
    agreed: Mapped[str] = mapped_column(default="")

    signatures: Mapped[list[ReviewSignature]] = relationship(order_by="ReviewSignature.id")


class Party(StrEnum):
    """Who has to sign a review."""

    APPRENTICE = "apprentice"
    EMPLOYER = "employer"
    PROVIDER = "provider"


class ReviewSignature(Base):
    """One of the three signatures under a review."""

    __tablename__ = "review_signatures"
    __table_args__ = (UniqueConstraint("review_id", "party"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    party: Mapped[Party]
    #: Who signed, as they are named on the form.
    name: Mapped[str]
    signed_on: Mapped[date]
    recorded_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
