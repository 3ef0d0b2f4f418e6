"""A person's leave to work at an organisation that does not employ them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base, days_within
from workforce.employments.models import Employment, JobRole
from workforce.organisations.models import Organisation, Team
from workforce.people.models import Person
from workforce.placements.rules import PlacementStatus

__all__ = ["Placement", "PlacementStatus"]


class Placement(Base):
    """Work of a person at a host for a time, under the contract with their own employer."""

    __tablename__ = "placements"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        days_within("starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    #: The contract under which the person works at the host.
    employment_id: Mapped[int] = mapped_column(ForeignKey("employments.id"), index=True)
    host_organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    job_role_id: Mapped[int] = mapped_column(ForeignKey("job_roles.id"))
    starts_on: Mapped[date]
    #: The last day.
    ends_on: Mapped[date]
    status: Mapped[PlacementStatus] = mapped_column(default=PlacementStatus.ASKED)
    #: What the host says about days, places and work, for the person to read.
    description: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date]
    employer_agreed_on: Mapped[date | None]
    person_agreed_on: Mapped[date | None]
    host_accepted_on: Mapped[date | None]
    #: The day on which a party declined or ended it, and why.
    closed_on: Mapped[date | None]
    closed_because: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    employment: Mapped[Employment] = relationship()
    host: Mapped[Organisation] = relationship()
    team: Mapped[Team | None] = relationship()
    job_role: Mapped[JobRole] = relationship()

    def holds_on(self, day: date) -> bool:
        """Tell whether the person may work at the host on a day because of this placement."""
        return self.status is PlacementStatus.ACTIVE and self.starts_on <= day <= self.ends_on
