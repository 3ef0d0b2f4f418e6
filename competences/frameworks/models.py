"""Frameworks and competences as dated data, and the equivalence map."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base


class CompetenceKind(StrEnum):
    """What sort of thing can be held, which decides how one comes to hold it."""

    #: Taught, verified by an employer, done again after a period.
    TRAINING = "training"
    #: One standard of the Care Certificate: known, practised, watched at work and signed off.
    STANDARD = "standard"
    #: A skill that means the same at every employer of the county, signed off by an assessor.
    SKILL = "skill"
    #: A clinical activity that a registered professional delegates to a care worker.
    DELEGATED = "delegated"
    #: Knowledge, skill or behaviour of an apprenticeship standard.
    KSB = "ksb"


class Framework(Base):
    """A named set of competences, who publishes it, and whether somebody has checked ours against it."""

    __tablename__ = "frameworks"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    source: Mapped[str]
    checked: Mapped[bool]

    competences: Mapped[list[Competence]] = relationship(
        back_populates="framework", order_by="Competence.position"
    )


class Competence(Base):
    """One thing that people train for, or are assessed in, and for how long it then counts."""

    __tablename__ = "competences"
    __table_args__ = (CheckConstraint("refresh_months IS NULL OR refresh_months > 0", name="refresh_months"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    framework_id: Mapped[int] = mapped_column(ForeignKey("frameworks.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    #: The level within its subject, where there is one: "2", "basic".
    level: Mapped[str] = mapped_column(default="")
    kind: Mapped[CompetenceKind]
    #: Months after which it is due again, across the country or the county; none means that it stays.
    refresh_months: Mapped[int | None]
    #: Whether it counts in `health`, in `care`, or in both.
    sectors: Mapped[list[str]]
    #: What an assessor has to see, in order.
    steps: Mapped[list[str]]
    position: Mapped[int]
    valid_from: Mapped[date]
    source: Mapped[str]
    checked: Mapped[bool]

    framework: Mapped[Framework] = relationship(back_populates="competences")


class Extent(StrEnum):
    """How far one competence counts for another."""

    FULL = "full"
    KNOWLEDGE_ONLY = "knowledge_only"
    WITH_TOP_UP = "with_top_up"


class Equivalence(Base):
    """An agreement that holders of one competence also hold another, in full or in part; not the reverse."""

    __tablename__ = "equivalences"
    __table_args__ = (
        UniqueConstraint("from_competence_id", "to_competence_id", "valid_from"),
        CheckConstraint("from_competence_id <> to_competence_id", name="two_ends"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_competence_id: Mapped[int] = mapped_column(ForeignKey("competences.id"))
    to_competence_id: Mapped[int] = mapped_column(ForeignKey("competences.id"), index=True)
    extent: Mapped[Extent]
    #: What else must be so, or what the top-up is, in words; empty for none.
    condition: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    agreed_by: Mapped[str]
    source: Mapped[str]
    checked: Mapped[bool]

    held: Mapped[Competence] = relationship(foreign_keys=from_competence_id)
    counted: Mapped[Competence] = relationship(foreign_keys=to_competence_id)
