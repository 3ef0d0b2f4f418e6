"""Job roles, which everybody may know, and the history of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.core.figures import figure
from workforce.employments.models import Employment, HistoryEntry, JobRole
from workforce.employments.rules import Stretch, gaps


@dataclass(frozen=True, slots=True)
class WorkHistory:
    """The contracts of a person, their own entries about other times, and the gaps that nobody explained."""

    contracts: list[Employment]
    entries: list[HistoryEntry]
    gaps: list[tuple[date, date]]

    @property
    def begins_on(self) -> date | None:
        """The first day that the history covers."""
        days = [contract.started_on for contract in self.contracts]
        days += [entry.started_on for entry in self.entries]
        return min(days, default=None)

    @property
    def continuous_since(self) -> date | None:
        """Since when service counts as continuous for the contracts that run."""
        days = [
            contract.continuous_since or contract.started_on
            for contract in self.contracts
            if contract.ended_on is None
        ]
        return min(days, default=None)


def job_roles_unscoped(session: Session) -> list[JobRole]:
    """Return every job role of the county, by title."""
    return list(session.scalars(select(JobRole).order_by(JobRole.title)))


def history_unscoped(session: Session, person_id: int, on: date) -> WorkHistory:
    """Return the history of a person as of a day, the latest first."""
    contracts = session.scalars(
        select(Employment)
        .where(Employment.person_id == person_id)
        .options(joinedload(Employment.organisation), joinedload(Employment.job_role))
        .order_by(Employment.started_on.desc(), Employment.id.desc())
    ).all()
    entries = session.scalars(
        select(HistoryEntry)
        .where(HistoryEntry.person_id == person_id)
        .order_by(HistoryEntry.started_on.desc(), HistoryEntry.id.desc())
    ).all()
    stretches: list[Stretch] = [(contract.started_on, contract.ended_on) for contract in contracts]
    stretches += [(entry.started_on, entry.ended_on) for entry in entries]
    longest_days = figure("history.gap_days", on).whole
    return WorkHistory(list(contracts), list(entries), gaps(stretches, on, longest_days))


def employment_at(session: Session, actor: Actor, organisation_id: int, employment_id: int) -> Employment:
    """Return a contract with an organisation where the actor manages people."""
    employment = session.scalar(
        select(Employment)
        .where(Employment.id == employment_id, Employment.organisation_id == organisation_id)
        .options(joinedload(Employment.person), joinedload(Employment.job_role))
    )
    if employment is None or not actor.reach(Permission.MANAGE_PEOPLE).covers(organisation_id):
        raise NotFound
    return employment


def own_history_entry(session: Session, actor: Actor, history_id: int) -> HistoryEntry:
    """Return an entry of the actor's own history."""
    entry = session.scalar(
        select(HistoryEntry).where(HistoryEntry.id == history_id, HistoryEntry.person_id == actor.person_id)
    )
    if entry is None:
        raise NotFound
    return entry
