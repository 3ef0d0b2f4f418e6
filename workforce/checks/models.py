"""The six employment checks of each person."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, event, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from workforce.checks.details import CheckKind, Details, read, write
from workforce.core.db import Base
from workforce.core.errors import explain_constraint
from workforce.organisations.models import Organisation
from workforce.people.models import Person


class CheckState(StrEnum):
    """Where a check stands; only a verified one counts."""

    AWAITING = "awaiting"
    VERIFIED = "verified"
    #: Taken back by the employer that verified it.
    WITHDRAWN = "withdrawn"
    #: A later check of the same employer took its place.
    SUPERSEDED = "superseded"


class CheckMethod(StrEnum):
    """How a check was made."""

    IN_PERSON = "in_person"
    LIVE_VIDEO = "live_video"
    DIGITAL_PROVIDER = "digital_provider"
    ONLINE_SERVICE = "online_service"
    DOCUMENTS = "documents"
    OCCUPATIONAL_HEALTH = "occupational_health"

    @property
    def label(self) -> str:
        """How it is said: "in person", "by live video"."""
        return _METHOD_LABELS[self]


_METHOD_LABELS = {
    CheckMethod.IN_PERSON: "in person",
    CheckMethod.LIVE_VIDEO: "by live video",
    CheckMethod.DIGITAL_PROVIDER: "by a certified digital provider",
    CheckMethod.ONLINE_SERVICE: "on the official online service",
    CheckMethod.DOCUMENTS: "from documents and references",
    CheckMethod.OCCUPATIONAL_HEALTH: "by occupational health",
}


class CheckOutcome(StrEnum):
    """The result of a check; for health and criminal records the law allows nothing more to be stored."""

    MET = "met"
    MET_WITH_LIMITS = "met_with_limits"
    NOT_MET = "not_met"


_ONE_OPEN = "One check of this kind is already open at this employer. Open the person’s passport to see it."
for _state in ("verified", "awaiting"):
    explain_constraint(f"ix_checks_one_{_state}", "check_exists", _ONE_OPEN)
# SQLite names the columns of a partial index, not the index.
explain_constraint("checks.person_id, checks.kind, checks.organisation_id", "check_exists", _ONE_OPEN)


def _at_most_one(state: str) -> Index:
    """Allow one check of a kind in a state for a person at an employer."""
    where = text(f"state = '{state}'")
    columns = ("person_id", "kind", "organisation_id")
    return Index(f"ix_checks_one_{state}", *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Check(Base):
    """One employment check of one person by one employer: evidence of its own, with its own history."""

    __tablename__ = "checks"
    __table_args__ = (
        CheckConstraint(
            "state != 'verified' OR "
            "(verified_on IS NOT NULL AND valid_from IS NOT NULL AND outcome IS NOT NULL)",
            name="verified_says_when",
        ),
        CheckConstraint("expires_on IS NULL OR expires_on >= valid_from", name="expires_after_start"),
        _at_most_one("verified"),
        _at_most_one("awaiting"),
        Index("ix_checks_organisation_id_state_expires_on", "organisation_id", "state", "expires_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[CheckKind]
    state: Mapped[CheckState] = mapped_column(default=CheckState.AWAITING)
    #: The employer that makes the check and answers for it.
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    asked_on: Mapped[date]
    #: What has happened so far, as the work-list shows it: "Gave a share code".
    note: Mapped[str] = mapped_column(default="")
    #: What the verifier asked the person, and what the person answered; both empty once it is verified.
    question: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    method: Mapped[CheckMethod | None]
    outcome: Mapped[CheckOutcome | None]
    verified_on: Mapped[date | None]
    verified_by_account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    valid_from: Mapped[date | None]
    #: The last valid day; none where the law sets no end.
    expires_on: Mapped[date | None]
    #: When the employer looks again, before the check runs out.
    follow_up_on: Mapped[date | None]
    #: See `checks.details`: read with `content`, written with `set_content`.
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    withdrawn_on: Mapped[date | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation] = relationship()

    @property
    def content(self) -> Details:
        """What the check records besides who and when."""
        return read(self.kind, self.details)

    def set_content(self, details: Details) -> None:
        """Replace what the check records."""
        self.details = write(details)

    def counts_on(self, day: date) -> bool:
        """Tell whether the check is verified, is not "not met", and is valid on a day."""
        return (
            self.state is CheckState.VERIFIED
            and self.outcome is not CheckOutcome.NOT_MET
            and self.valid_from is not None
            and self.valid_from <= day
            and (self.expires_on is None or day <= self.expires_on)
        )


@event.listens_for(Check, "before_insert")
@event.listens_for(Check, "before_update")
def _refuse_foreign_details(_mapper: Mapper[Check], _connection: Connection, check: Check) -> None:
    """Refuse details that do not belong to the kind of check."""
    read(check.kind, check.details or {})
