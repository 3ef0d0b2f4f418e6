"""Runs of the solver: what was asked, how far it has come, and what it made."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rostering.rotas.models import Rota
from workforce.core.db import Base
from workforce.core.jobs import Job
from workforce.organisations.models import Team


class RunStatus(StrEnum):
    """The state of a run; that no lawful rota exists is an answer, not a failure."""

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    INFEASIBLE = "infeasible"
    FAILED = "failed"


#: Final states of a run.
ENDED = (RunStatus.FINISHED, RunStatus.STOPPED, RunStatus.INFEASIBLE, RunStatus.FAILED)


#: The phases of a solve in which the time of a run has not begun.
BEFORE_SEARCH = ("", "first", "preparing")


class Run(Base):
    """One run of the solver for a team and a period: what it was asked, how it went, what it made."""

    __tablename__ = "runs"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    #: The draft that is to be improved, whose locked assignments are kept; none for a run from nothing.
    from_rota_id: Mapped[int | None] = mapped_column(ForeignKey("rotas.id"))
    #: The draft that the run made; none if there is none, or none better than the one to be improved.
    rota_id: Mapped[int | None] = mapped_column(ForeignKey("rotas.id"))
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"))
    status: Mapped[RunStatus] = mapped_column(default=RunStatus.QUEUED)
    seed: Mapped[int]
    seconds_max: Mapped[int]
    asked_at: Mapped[datetime]
    asked_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    #: When a worker took it, and from then on that its search began: its time counts from there.
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    #: Set by the page: stop at once; `keep` tells whether the best rota so far is saved.
    stop_asked_at: Mapped[datetime | None]
    stop_keep: Mapped[bool] = mapped_column(default=True)
    #: Cost of the rota it ended with, and the lower bound on the cost of any lawful rota.
    best: Mapped[int | None]
    bound: Mapped[int | None]
    #: Why it made no rota, in words for the lead; empty if it made one.
    message: Mapped[str] = mapped_column(default="")

    team: Mapped[Team] = relationship()
    job: Mapped[Job] = relationship()
    from_rota: Mapped[Rota | None] = relationship(foreign_keys=from_rota_id)
    rota: Mapped[Rota | None] = relationship(foreign_keys=rota_id)


class RunSnapshot(Base):
    """The progress of a run; if its worker dies, another continues from here."""

    __tablename__ = "run_snapshots"
    __audited__ = False

    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)
    #: The size of the problem: rules, people, duties, requests and locked duties.
    size: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: The best rota so far: rows of person id, shift template id and date.
    best_rows: Mapped[list[Any]] = mapped_column(default=list)
    #: How many people the best rota is short of the minimum, by date.
    short_days: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: Once it has ended: a text for each demand where one more person would save most, the largest first.
    costly_demands: Mapped[list[Any]] = mapped_column("dear", default=list)


class RunStep(Base):
    """A moment of a run at which the best rota or the bound improved; the chart is drawn from these."""

    __tablename__ = "run_steps"
    __audited__ = False
    __table_args__ = (Index("ix_run_steps_run_id_at_ms", "run_id", "at_ms"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    #: Milliseconds since the run started.
    at_ms: Mapped[int]
    best: Mapped[int | None]
    bound: Mapped[int | None]
    unfilled: Mapped[int | None]
    phase: Mapped[str]
    #: By how much the best rota breaks each rule, in the rule's unit; empty if only the bound improved.
    amounts: Mapped[dict[str, Any]] = mapped_column(default=dict)
