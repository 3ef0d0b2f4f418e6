"""What changes in job roles."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.core import audit
from workforce.core.access import Actor
from workforce.employments.models import JobRole
from workforce.people.models import Register

JOB_ROLES = Path(__file__).parent / "job_roles.toml"


def load_job_roles(session: Session, actor: Actor) -> int:
    """Add the county's generic job roles that are not there yet and return how many were added.

    What an administrator has changed since stays as it is.
    """
    known = set(session.scalars(select(JobRole.code)))
    new = [entry for entry in _shipped() if entry["code"] not in known]
    for entry in new:
        register = Register(entry["register"]) if "register" in entry else None
        session.add(JobRole(**entry | {"register": register}))
    if new:
        codes = [entry["code"] for entry in new]
        audit.record(session, actor, "job_roles.loaded", (JobRole.__tablename__, None), codes=codes)
    return len(new)


def _shipped() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(JOB_ROLES.read_text(encoding="utf-8"))["job_role"]
    return found
