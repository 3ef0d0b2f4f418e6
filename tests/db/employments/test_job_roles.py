"""The county's generic job roles come as data and are never overwritten."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.core.access import SYSTEM
from workforce.employments.models import JobRole
from workforce.employments.services import load_job_roles
from workforce.people.models import Register


def test_shipped_roles_are_added_with_the_register_they_need(session: Session) -> None:
    load_job_roles(session, SYSTEM)
    nurse = session.scalars(select(JobRole).where(JobRole.code == "registered_nurse")).one()
    assert (nurse.register, nurse.register_part) == (Register.NMC, "adult nurse")


def test_loading_again_keeps_what_was_changed(session: Session) -> None:
    load_job_roles(session, SYSTEM)
    session.scalars(select(JobRole).where(JobRole.code == "care_worker")).one().title = "Carer"
    assert load_job_roles(session, SYSTEM) == 0
    assert session.scalar(select(JobRole.title).where(JobRole.code == "care_worker")) == "Carer"
