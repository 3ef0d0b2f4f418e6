"""Job roles, which everybody may know, and the contracts of people."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.employments.models import JobRole


def job_roles_unscoped(session: Session) -> list[JobRole]:
    """Return every job role of the county, by title."""
    return list(session.scalars(select(JobRole).order_by(JobRole.title)))
