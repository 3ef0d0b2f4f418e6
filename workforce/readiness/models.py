"""What each employer accepts: one row for each thing that it asks for a role."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workforce.core.db import Base
from workforce.employments.models import JobRole
from workforce.organisations.models import Organisation, Sector
from workforce.readiness.evidence import EvidenceKind


class RoleGroup(StrEnum):
    """Which roles an acceptance rule is for, by what the roles do."""

    EVERYONE = "everyone"
    #: Roles that a professional register protects.
    REGISTERED = "registered"
    WITH_CHILDREN = "with_children"
    #: Roles that touch people: lift, wash, treat.
    GIVES_CARE = "gives_care"


class AcceptanceRule(Base):
    """One thing that an employer, or every employer of a sector unless it says otherwise, asks for a role.

    Of the rules with the same key the most particular one counts: an employer's own before its sector's,
    one for the role before one for a group of roles, one for a group before one for everyone.
    """

    __tablename__ = "acceptance_rules"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) != (sector IS NULL)", name="employer_or_sector"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="ends_after_start"),
        CheckConstraint("lead_days >= 0", name="lead_days"),
        UniqueConstraint("organisation_id", "sector", "applies_to", "job_role_id", "key", "valid_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    sector: Mapped[Sector | None] = mapped_column(index=True)
    applies_to: Mapped[RoleGroup] = mapped_column(default=RoleGroup.EVERYONE)
    job_role_id: Mapped[int | None] = mapped_column(ForeignKey("job_roles.id"), index=True)
    #: What the rule is about, so that a more particular rule can take its place: `identity.photo`.
    key: Mapped[str]
    kind: Mapped[EvidenceKind]
    #: The evidence that is asked for; empty where it is the register of the role.
    code: Mapped[str]
    label: Mapped[str]
    need: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    conditions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    closed_by: Mapped[str]
    lead_days: Mapped[int] = mapped_column(default=0)
    #: A rule that asks for nothing: an employer or role that is free of what its sector asks.
    waives: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    source: Mapped[str]
    #: False until somebody has read it in its source.
    checked: Mapped[bool] = mapped_column(default=False)

    organisation: Mapped[Organisation | None] = relationship()
    job_role: Mapped[JobRole | None] = relationship()
