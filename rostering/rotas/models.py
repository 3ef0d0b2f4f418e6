"""Rotas in their versions, the assignments in them, and what changed after publication."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rostering.demand.models import ShiftTemplate
from workforce.core import clock
from workforce.core.db import Base, days_within
from workforce.core.errors import explain_constraint
from workforce.organisations.models import Team
from workforce.people.models import Person

explain_constraint(
    "ix_rotas_one_published",
    "already_published",
    "Another version of this rota has just been published. Open that one to see what it says.",
)
# SQLite names the columns of a partial index, not the index.
explain_constraint(
    "rotas.team_id, rotas.starts_on",
    "already_published",
    "Another version of this rota has just been published. Open that one to see what it says.",
)


class RotaStatus(StrEnum):
    """The state of a rota for the people in it; runs have states of their own (house rule 9)."""

    DRAFT = "draft"
    PUBLISHED = "published"
    #: A published version that a later one replaced, or a draft that was put away.
    CLOSED = "closed"


class Rota(Base):
    """One version of the rota of a team for a period; people go by the published one alone."""

    __tablename__ = "rotas"
    __table_args__ = (
        UniqueConstraint("team_id", "starts_on", "version"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        days_within("starts_on"),
        Index(
            "ix_rotas_one_published",
            "team_id",
            "starts_on",
            unique=True,
            sqlite_where=text("status = 'published'"),
            postgresql_where=text("status = 'published'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    starts_on: Mapped[date]
    #: The last day; a shift belongs to the day on which it starts.
    ends_on: Mapped[date]
    #: Counted from 1 for one team and period; a draft that is published keeps its number.
    version: Mapped[int]
    status: Mapped[RotaStatus] = mapped_column(default=RotaStatus.DRAFT)
    created_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    #: Counts every saved edit, so that a lead notices edits of another at the same time.
    revision: Mapped[int] = mapped_column(default=0)
    #: Why it was published with less notice than the standard; empty where the standard was kept.
    short_notice_reason: Mapped[str] = mapped_column(default="")
    #: The score rule by rule as the checker gave it when the rota was last saved.
    score: Mapped[dict[str, Any]] = mapped_column(default=dict)

    team: Mapped[Team] = relationship()

    @property
    def name(self) -> str:
        """What the rota is called on every page: "Draft 3", and "version 3" once it has been published."""
        return f"Draft {self.version}" if self.status is RotaStatus.DRAFT else f"version {self.version}"

    def notice_days_if(self, published_on: date) -> int:
        """Return how many days of notice people have if the rota is published on a day."""
        return (self.starts_on - published_on).days

    @property
    def notice_days(self) -> int | None:
        """How many days before its first day a published rota was published."""
        if self.published_at is None:
            return None
        return self.notice_days_if(clock.to_london(self.published_at).date())


class RotaAssignment(Base):
    """One person on one shift of a rota, on the day on which the shift starts."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("rota_id", "person_id", "on_date"),
        Index("ix_assignments_person_id_on_date", "person_id", "on_date"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rotas.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    shift_template_id: Mapped[int] = mapped_column(ForeignKey("shift_templates.id"))
    on_date: Mapped[date]
    #: The instants of the shift, with clock changes; stored because templates may change later.
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    #: A locked assignment is kept by every later run.
    locked: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    shift_template: Mapped[ShiftTemplate] = relationship()


class RotaEdit(Base):
    """One edit of one cell of a draft, stored so that its author can take it back."""

    __tablename__ = "rota_edits"
    __table_args__ = (Index("ix_rota_edits_rota_id_account_id", "rota_id", "account_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rotas.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on_date: Mapped[date]
    #: The shift and the lock before and after; no shift is a day off.
    was_shift_template_id: Mapped[int | None] = mapped_column(ForeignKey("shift_templates.id"))
    was_locked: Mapped[bool]
    became_shift_template_id: Mapped[int | None] = mapped_column(ForeignKey("shift_templates.id"))
    became_locked: Mapped[bool]
    edited_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


class RotaChange(Base):
    """A change of a published rota, with the notice that the person was given."""

    __tablename__ = "rota_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    rota_id: Mapped[int] = mapped_column(ForeignKey("rotas.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    on_date: Mapped[date]
    #: The names of the shifts before and after; empty for a day off.
    was: Mapped[str]
    became: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    changed_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    #: Minutes between the change and the start of the earlier of the two shifts.
    notice_min: Mapped[int]
    #: When the person said that they have seen it.
    seen_at: Mapped[datetime | None]
