"""A county-wide vacancy with its placements, the applications to it, and the places proposed to people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base
from workforce.core.errors import explain_unique
from workforce.employments.models import Employment, EmploymentKind, JobRole
from workforce.organisations.models import Organisation, Site, Team
from workforce.recruitment import rules
from workforce.recruitment.rules import (
    ApplicationStatus,
    PayUnit,
    ProposalStatus,
    RightToWork,
    Setting,
    VacancyStatus,
)

explain_unique(
    "proposals",
    "position_id",
    "no_place_left",
    "The last place there has just been promised to somebody else. Propose another placement.",
)
explain_unique("applications", "form_key", "already_sent", "This application has already been sent.")
explain_unique(
    "proposals",
    "application_id",
    "already_proposed",
    "A place has already been proposed to this person. Take it back first, or wait for the answer.",
)


class Vacancy(Base):
    """A role for which the whole county recruits at once; where people work is agreed with each of them."""

    __tablename__ = "vacancies"
    __table_args__ = (
        CheckConstraint("pay_from_pence > 0 AND pay_to_pence >= pay_from_pence", name="pay"),
        CheckConstraint("status NOT IN ('open', 'closed') OR published_at IS NOT NULL", name="published"),
        Index("ix_vacancies_status_closes_on", "status", "closes_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Its name for the public and for recruiters: J- and six characters that are hard to mistake.
    reference: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    job_role_id: Mapped[int] = mapped_column(ForeignKey("job_roles.id"), index=True)
    #: Who posts it and whose recruiters see its applications.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    kind: Mapped[EmploymentKind] = mapped_column(default=EmploymentKind.PERMANENT)
    summary: Mapped[str]
    #: What the person will do, one thing a line.
    duties: Mapped[str]
    looking_for: Mapped[str]
    #: Whom to ask, and when: "Call Moira on 01305 000 000, weekdays 8am to 6pm".
    contact: Mapped[str]
    pay_from_pence: Mapped[int]
    pay_to_pence: Mapped[int]
    pay_unit: Mapped[PayUnit] = mapped_column(default=PayUnit.HOUR)
    #: The last day on which people may apply.
    closes_on: Mapped[date]
    status: Mapped[VacancyStatus] = mapped_column(default=VacancyStatus.DRAFT)
    published_at: Mapped[datetime | None]

    job_role: Mapped[JobRole] = relationship()
    organisation: Mapped[Organisation] = relationship()
    placements: Mapped[list[VacancyPlacement]] = relationship(
        back_populates="vacancy", order_by="VacancyPlacement.id"
    )

    @property
    def duty_lines(self) -> list[str]:
        """What the person will do, as a list."""
        return [line.strip() for line in self.duties.splitlines() if line.strip()]

    @property
    def pay(self) -> str:
        """The pay in words, without its unit."""
        return rules.pay_words(self.pay_from_pence, self.pay_to_pence)

    @property
    def hours(self) -> str:
        """The hours a week that its placements offer, in words."""
        return rules.hours_words(
            min(placement.hours_from_min for placement in self.placements),
            max(placement.hours_to_min for placement in self.placements),
        )

    @property
    def position_count(self) -> int:
        """How many people it can take."""
        return sum(len(placement.positions) for placement in self.placements)


class VacancyPlacement(Base):
    """One place where people taken for a vacancy may work: an employer, and a team, a site or both."""

    __tablename__ = "vacancy_placements"
    __table_args__ = (
        CheckConstraint("hours_from_min > 0 AND hours_to_min >= hours_from_min", name="hours"),
        CheckConstraint("hours_to_min <= 3600", name="hours_in_a_week"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancies.id"), index=True)
    #: The employer whose contract the person will have.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("sites.id"), index=True)
    #: What candidates read and choose: "Swanage home care and reablement".
    title: Mapped[str]
    setting: Mapped[Setting]
    #: Minutes a week that may be agreed.
    hours_from_min: Mapped[int]
    hours_to_min: Mapped[int]
    #: When the work is: "days and evenings, 1 weekend in 3".
    pattern: Mapped[str]
    #: What this employer pays, where it says it in its own words: "Band 2: £12.92 to £13.40".
    pay: Mapped[str] = mapped_column(default="")
    getting_there: Mapped[str] = mapped_column(default="")

    vacancy: Mapped[Vacancy] = relationship(back_populates="placements")
    organisation: Mapped[Organisation] = relationship()
    team: Mapped[Team | None] = relationship()
    site: Mapped[Site | None] = relationship()
    positions: Mapped[list[Position]] = relationship(
        back_populates="placement", order_by="Position.id", cascade="all, delete-orphan"
    )

    @property
    def area(self) -> str:
        """The town of its site, or else the neighbourhood of its team."""
        if self.site is not None:
            return self.site.town
        return self.team.neighbourhood.name if self.team is not None else ""

    @property
    def where(self) -> str:
        """The kind of place and its area, in words."""
        words = rules.SETTING_WORDS[self.setting]
        return f"{words}, {self.area}" if self.area else words

    @property
    def hours(self) -> str:
        """The hours a week in words, without their unit."""
        return rules.hours_words(self.hours_from_min, self.hours_to_min)


class Position(Base):
    """One of the places of a placement: at most one live proposal holds it."""

    __tablename__ = "vacancy_positions"
    # The pair is what proposals refer to, so that none can hold a position of another placement.
    __table_args__ = (UniqueConstraint("vacancy_placement_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_placement_id: Mapped[int] = mapped_column(ForeignKey("vacancy_placements.id"))

    placement: Mapped[VacancyPlacement] = relationship(back_populates="positions")


class Application(Base):
    """What one candidate sent: no account, no CV, no date of birth, nothing that hiring does not need."""

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint("(status = 'hired') = (employment_id IS NOT NULL)", name="hired_has_employment"),
        Index("ix_applications_vacancy_id_status", "vacancy_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Shown instead of the candidate's name while names are hidden: A- and six characters.
    reference: Mapped[str] = mapped_column(unique=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancies.id"))
    given_name: Mapped[str]
    family_name: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    #: The passport the candidate says they have already; looked up at the hire, never before.
    passport_number: Mapped[str] = mapped_column(default="")
    right_to_work: Mapped[RightToWork]
    #: Each question that was asked, with its answer.
    answers: Mapped[dict[str, Any]]
    #: Would take a place that they did not choose if none of the chosen has room.
    takes_other_places: Mapped[bool] = mapped_column(default=False)
    status: Mapped[ApplicationStatus] = mapped_column(default=ApplicationStatus.SUBMITTED)
    submitted_at: Mapped[datetime]
    #: Made with the form, so that a form sent twice is one application.
    form_key: Mapped[str] = mapped_column(unique=True)
    decision_words: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    #: The contract that the hire began.
    employment_id: Mapped[int | None] = mapped_column(ForeignKey("employments.id"), unique=True)

    vacancy: Mapped[Vacancy] = relationship()
    employment: Mapped[Employment | None] = relationship()
    choices: Mapped[list[ApplicationChoice]] = relationship(order_by="ApplicationChoice.rank")
    proposals: Mapped[list[Proposal]] = relationship(
        back_populates="application", order_by="Proposal.id.desc()"
    )

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.given_name} {self.family_name}"


class ApplicationChoice(Base):
    """A placement that a candidate would take, and how high it stands on their list."""

    __tablename__ = "application_choices"
    __table_args__ = (
        UniqueConstraint("application_id", "rank"),
        UniqueConstraint("application_id", "vacancy_placement_id"),
        CheckConstraint("rank >= 1", name="rank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    vacancy_placement_id: Mapped[int] = mapped_column(ForeignKey("vacancy_placements.id"), index=True)
    #: 1 is best.
    rank: Mapped[int]

    placement: Mapped[VacancyPlacement] = relationship()


#: The proposals that hold a position.
_LIVE = "status IN ('open', 'accepted')"


class Proposal(Base):
    """A place proposed to a candidate through a private link.

    A live proposal holds one position, which the database lets no other hold; one that ends frees it.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        ForeignKeyConstraint(
            ["vacancy_placement_id", "position_id"],
            ["vacancy_positions.vacancy_placement_id", "vacancy_positions.id"],
            name="fk_proposals_position",
        ),
        CheckConstraint(
            "(status IN ('open', 'accepted')) = (position_id IS NOT NULL)", name="holds_position"
        ),
        CheckConstraint("expires_at > proposed_at", name="expires_after_proposal"),
        Index(
            "uq_proposals_application_id",
            "application_id",
            unique=True,
            sqlite_where=text(_LIVE),
            postgresql_where=text(_LIVE),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    vacancy_placement_id: Mapped[int] = mapped_column(ForeignKey("vacancy_placements.id"), index=True)
    position_id: Mapped[int | None] = mapped_column(unique=True)
    #: SHA-256 of the secret in the private link.
    token_hash: Mapped[str] = mapped_column(unique=True)
    proposed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    #: The first day of work and the minutes a week that are proposed.
    starts_on: Mapped[date]
    week_min: Mapped[int] = mapped_column(CheckConstraint("week_min BETWEEN 1 AND 3600", name="week_min"))
    message: Mapped[str] = mapped_column(default="")
    status: Mapped[ProposalStatus] = mapped_column(default=ProposalStatus.OPEN)
    decided_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(back_populates="proposals")
    placement: Mapped[VacancyPlacement] = relationship()

    @property
    def hours(self) -> str:
        """The proposed hours a week."""
        return f"{self.week_min / 60:g}"


class ApplicationAttempt(Base):
    """An application sent from a network address, kept for an hour so that limits hold across processes."""

    __tablename__ = "application_attempts"
    __audited__ = False
    __table_args__ = (Index("ix_application_attempts_key_at", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: A keyed hash of the network address: the address itself is not kept.
    key: Mapped[str]
    at: Mapped[datetime]
