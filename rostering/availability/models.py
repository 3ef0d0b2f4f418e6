"""Leave, times at which a person cannot work, and wishes for single days."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rostering.demand.models import ShiftKind
from workforce.accounts.models import Account
from workforce.core.db import Base, days_within
from workforce.core.errors import explain_unique
from workforce.people.models import Person

explain_unique(
    "availability_requests",
    "person_id",
    "already_asked",
    "You have already asked for something on this day. Take that back first, or choose another day.",
)
#: Times are given both or neither. One that ends at or before its start ends on the next day.
_BOTH_TIMES = "(starts IS NULL) = (ends IS NULL) AND (starts IS NULL OR starts <> ends)"
#: Leave for part of a day ends by midnight, which is 00:00.
_PART_OF_A_DAY = f"{_BOTH_TIMES} AND (starts IS NULL OR starts < ends OR ends < '00:00:01')"


class LeaveKind(StrEnum):
    """What leave is for; no reason for sickness is stored, here or anywhere."""

    ANNUAL = "annual"
    STUDY = "study"
    SICKNESS = "sickness"
    MATERNITY = "maternity"
    OTHER = "other"


class LeaveStatus(StrEnum):
    """The state of a leave; only agreed leave keeps somebody off a rota."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Leave(Base):
    """Days, or part of one day, on which a person is to be away, and what was answered."""

    __tablename__ = "leaves"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="ends_after_start"),
        days_within("first_on"),
        CheckConstraint(
            f"{_PART_OF_A_DAY} AND (starts IS NULL OR first_on = last_on)", name="part_of_one_day"
        ),
        Index("ix_leaves_person_id_first_on", "person_id", "first_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[LeaveKind]
    first_on: Mapped[date]
    #: The last day away.
    last_on: Mapped[date]
    #: Wall-clock times of part of one day; neither means whole days.
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    #: What the person added for whoever decides.
    note: Mapped[str] = mapped_column(default="")
    status: Mapped[LeaveStatus] = mapped_column(default=LeaveStatus.ASKED)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    #: What the person is told with the decision; a refusal always says why.
    answer: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    decided_by: Mapped[Account | None] = relationship()


class LeaveSetting(Base):
    """How a team goes about leave; a team without a row goes by the default of each setting."""

    __tablename__ = "leave_settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), unique=True)
    #: Whether a night that ends on the first morning of leave may be worked.
    nights_before: Mapped[bool] = mapped_column(default=False)


class Unavailability(Base):
    """Times at which a person cannot work: on every day of a stretch, or on one weekday of it."""

    __tablename__ = "unavailabilities"
    __table_args__ = (
        CheckConstraint("last_on IS NULL OR last_on >= first_on", name="ends_after_start"),
        days_within("first_on"),
        CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint(_BOTH_TIMES, name="part_of_a_day"),
        Index("ix_unavailabilities_person_id_first_on", "person_id", "first_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    first_on: Mapped[date]
    #: The last day it holds; none means until it is taken back.
    last_on: Mapped[date | None]
    #: Monday is 0; none means every day.
    weekday: Mapped[int | None]
    #: Wall-clock times between which the person cannot work; neither means the whole day.
    starts: Mapped[time | None]
    ends: Mapped[time | None]

    person: Mapped[Person] = relationship()


class DayRequest(Base):
    """A wish for one day: to be off, or to work, perhaps a certain kind of shift."""

    __tablename__ = "availability_requests"
    __table_args__ = (
        UniqueConstraint("person_id", "on_date"),
        CheckConstraint("weight BETWEEN 1 AND 3", name="weight"),
        CheckConstraint("wants_work OR shift_kind IS NULL", name="shift_kind_of_work"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    on_date: Mapped[date]
    #: True: would like to work; False: would like the day off.
    wants_work: Mapped[bool]
    #: The kind of shift wished for; none means any.
    shift_kind: Mapped[ShiftKind | None]
    #: How much it matters to the person: 1 a little, 2 quite, 3 a lot.
    weight: Mapped[int] = mapped_column(default=2)
    note: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime]

    person: Mapped[Person] = relationship()
