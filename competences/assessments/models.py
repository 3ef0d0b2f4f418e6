"""Assessments and the right to make them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from competences.frameworks.models import Competence, Framework
from workforce.core.db import Base
from workforce.organisations.models import Organisation
from workforce.people.models import Person


class AssessmentKind(StrEnum):
    """How an assessment came about; only a sign-off counts in readiness."""

    SELF_DECLARED = "self_declared"
    EVIDENCE = "evidence"
    OBSERVATION = "observation"
    SIGN_OFF = "sign_off"


class Outcome(StrEnum):
    """What the assessor concluded."""

    MET = "met"
    NOT_YET = "not_yet"


class Level(StrEnum):
    """How a person may do what they were assessed in; only alone counts in readiness."""

    WITH_SUPERVISION = "with_supervision"
    ALONE = "works_alone"


class Assessment(Base):
    """One assessment of a person in a competence: what was seen, by whom, and the outcome."""

    __tablename__ = "assessments"
    __table_args__ = (
        Index("ix_assessments_person_id_competence_id", "person_id", "competence_id"),
        CheckConstraint("person_id <> assessor_person_id", name="never_oneself"),
        CheckConstraint("kind <> 'sign_off' OR assessor_person_id IS NOT NULL", name="signed_by_someone"),
        CheckConstraint("revoked_at IS NULL OR revoked_why <> ''", name="revoked_with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    competence_id: Mapped[int] = mapped_column(ForeignKey("competences.id"), index=True)
    kind: Mapped[AssessmentKind]
    outcome: Mapped[Outcome]
    level: Mapped[Level] = mapped_column(default=Level.WITH_SUPERVISION)
    assessed_on: Mapped[date]
    assessor_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    #: The organisation for which the assessor acted.
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    #: Which steps of the competence were seen, in their words of that day.
    steps_seen: Mapped[list[str]]
    revoked_at: Mapped[datetime | None]
    revoked_why: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    assessor: Mapped[Person | None] = relationship(foreign_keys=assessor_person_id)
    competence: Mapped[Competence] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class AssessorRight(Base):
    """A person's right to assess one competence, or all of a framework, among an organisation's people."""

    __tablename__ = "assessor_rights"
    __table_args__ = (
        CheckConstraint("(competence_id IS NULL) <> (framework_id IS NULL)", name="one_subject"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    competence_id: Mapped[int | None] = mapped_column(ForeignKey("competences.id"))
    framework_id: Mapped[int | None] = mapped_column(ForeignKey("frameworks.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()
    competence: Mapped[Competence | None] = relationship()
    framework: Mapped[Framework | None] = relationship()
