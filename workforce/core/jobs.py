"""A durable queue in the database: leased, with a fencing token, the same on SQLite and PostgreSQL.

A job whose worker dies is taken again when its lease runs out. The attempt number is the fencing token:
a worker that was thought dead cannot finish a job that another has taken since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from workforce.core import clock
from workforce.core.db import Base

LEASE = timedelta(seconds=20)
ATTEMPTS_MAX = 3


class JobStatus(StrEnum):
    """Where a job stands in the queue; the result of its work is kept by whoever queued it."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """One piece of work for the worker: a kind, which names its handler, and a JSON payload."""

    __tablename__ = "jobs"
    __audited__ = False
    __table_args__ = (Index("ix_jobs_status_lease_ends_at", "status", "lease_ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    status: Mapped[JobStatus] = mapped_column(default=JobStatus.QUEUED)
    attempt: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    lease_ends_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker holds; `attempt` proves that it still does."""

    job_id: int
    attempt: int
    kind: str
    payload: dict[str, Any]


def enqueue(session: Session, kind: str, payload: dict[str, Any]) -> Job:
    """Queue a job in the caller's transaction: it exists if, and only if, that commits."""
    job = Job(kind=kind, payload=payload, queued_at=clock.now())
    session.add(job)
    session.flush()
    return job


def claim(session: Session) -> Claim | None:
    """Take the oldest job that is queued or whose lease has run out; None if there is none."""
    at = clock.now()
    free = or_(
        Job.status == JobStatus.QUEUED,
        (Job.status == JobStatus.RUNNING) & (Job.lease_ends_at < at),
    )
    oldest = select(Job.id).where(free).order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    taken = session.execute(
        update(Job)
        .where(Job.id == oldest.scalar_subquery())
        .values(status=JobStatus.RUNNING, attempt=Job.attempt + 1, lease_ends_at=at + LEASE)
        .returning(Job.id, Job.attempt, Job.kind, Job.payload)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return None if taken is None else Claim(*taken)


def heartbeat(session: Session, claim: Claim) -> bool:
    """Prolong the lease; False if the job was taken by another worker or has ended."""
    return _change(session, claim, lease_ends_at=clock.now() + LEASE)


def finish(session: Session, claim: Claim, error: str = "") -> bool:
    """End the job, failed if there is an error; False if this worker no longer holds it."""
    status = JobStatus.FAILED if error else JobStatus.DONE
    return _change(session, claim, status=status, finished_at=clock.now(), error=error, lease_ends_at=None)


def release(session: Session, claim: Claim) -> bool:
    """Put a job back for another worker, because this one is told to end."""
    return _change(session, claim, status=JobStatus.QUEUED, lease_ends_at=None)


def retry_or_fail(session: Session, claim: Claim, error: str) -> bool:
    """Queue the job again after a fault of ours, or give up after three attempts."""
    if claim.attempt >= ATTEMPTS_MAX:
        return finish(session, claim, error)
    return _change(session, claim, status=JobStatus.QUEUED, error=error, lease_ends_at=None)


def _change(session: Session, claim: Claim, **values: Any) -> bool:
    changed = session.execute(
        update(Job)
        .where(Job.id == claim.job_id, Job.attempt == claim.attempt, Job.status == JobStatus.RUNNING)
        .values(**values)
        .returning(Job.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return changed is not None
