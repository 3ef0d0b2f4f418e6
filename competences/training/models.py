"""A training record: what was done and when; how long it counts is worked out, never stored."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competences.frameworks.models import Competence
from workforce.core.db import Base, days_within
from workforce.core.errors import explain_constraint
from workforce.organisations.models import Organisation
from workforce.people.models import Person

#: Shown when the same training is added a second time for the same day.
TRAINING_EXISTS = "This training is already on the passport for that day"
for _name in (
    "uq_training_records_person_id_competence_id_completed_on",
    "training_records.person_id, training_records.competence_id, training_records.completed_on",
):
    explain_constraint(_name, "training_exists", TRAINING_EXISTS, "completed_on")


class TrainingState(StrEnum):
    """How far a record has come."""

    AWAITING = "awaiting"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


class TrainingRecord(Base):
    """Training that a person did on a day, and who verified that they did."""

    __tablename__ = "training_records"
    __table_args__ = (
        UniqueConstraint("person_id", "competence_id", "completed_on"),
        days_within("completed_on"),
        CheckConstraint(
            "state <> 'verified' OR (verified_on IS NOT NULL AND verified_by_organisation_id IS NOT NULL)",
            name="verified_by_someone",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    competence_id: Mapped[int] = mapped_column(ForeignKey("competences.id"), index=True)
    completed_on: Mapped[date]
    #: Who taught it and how, in words: "elfh, e-learning", "Weymouth College, in a classroom".
    provider: Mapped[str] = mapped_column(default="")
    state: Mapped[TrainingState] = mapped_column(default=TrainingState.AWAITING, index=True)
    added_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verified_on: Mapped[date | None]
    verified_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    verified_by_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    competence: Mapped[Competence] = relationship()
    verified_by: Mapped[Organisation | None] = relationship()
