"""Shift templates of a team, what each needs on each day, and the rules the team has set."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rostering.demand.rules import Importance
from workforce.core.db import Base
from workforce.employments.models import JobRole
from workforce.organisations.models import Site


class ShiftKind(StrEnum):
    """The sort of shift, which sets its colour and shape in a rota."""

    EARLY = "early"
    LATE = "late"
    LONG_DAY = "long_day"
    NIGHT = "night"
    TWILIGHT = "twilight"
    VISITING_RUN = "visiting_run"
    DAY = "day"


class ShiftTemplate(Base):
    """A shift as the team knows it: a name, a place, and times on the wall clock."""

    __tablename__ = "shift_templates"
    __table_args__ = (
        # The code of a retired shift may be used again.
        Index(
            "ix_shift_templates_code_in_use",
            "team_id",
            "code",
            unique=True,
            sqlite_where=text("retired_on IS NULL"),
            postgresql_where=text("retired_on IS NULL"),
        ),
        CheckConstraint("break_min >= 0", name="break_min"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("sites.id"))
    #: One to three characters that stand in the cells of a rota: E, L, LD, N, T, V1.
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[ShiftKind]
    starts: Mapped[time]
    #: At or before `starts` means on the next day.
    ends: Mapped[time]
    break_min: Mapped[int] = mapped_column(default=0)
    retired_on: Mapped[date | None]

    site: Mapped[Site] = relationship()


class ShiftDemand(Base):
    """How many people a shift needs on a weekday: of a role, with a competence, both, or anybody."""

    __tablename__ = "demands"
    __table_args__ = (
        CheckConstraint("minimum >= 0 AND wanted >= minimum", name="wanted_at_least_minimum"),
        CheckConstraint("weekday BETWEEN 0 AND 7", name="weekday"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shift_template_id: Mapped[int] = mapped_column(ForeignKey("shift_templates.id"), index=True)
    #: Monday is 0, Sunday is 6; 7 stands for bank holidays, which replace the day of the week.
    weekday: Mapped[int]
    job_role_id: Mapped[int | None] = mapped_column(ForeignKey("job_roles.id"))
    #: Code of the competence or training that is needed, valid on the date.
    competence_code: Mapped[str | None]
    minimum: Mapped[int]
    wanted: Mapped[int]

    shift_template: Mapped[ShiftTemplate] = relationship()
    job_role: Mapped[JobRole | None] = relationship()


class TeamRule(Base):
    """How a team wants one rule: hard or soft, how much it matters, and with what figures, within the law."""

    __tablename__ = "team_rules"
    __table_args__ = (UniqueConstraint("team_id", "rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    #: Name of a rule in `rostering.rules`.
    rule: Mapped[str]
    hard: Mapped[bool]
    importance: Mapped[Importance]
    #: The team's own figures, by parameter of the rule.
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
