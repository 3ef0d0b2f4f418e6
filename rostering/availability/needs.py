"""What waits for a team lead about leave."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from rostering.availability import queries
from rostering.availability.models import LeaveStatus
from rostering.availability.rules import day_words
from workforce.core.access import Actor, Permission, can
from workforce.core.needs import Need, Urgency

#: From how few days before its first day leave that waits is shown as due.
DUE_DAYS = 14


def leave_to_answer(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return each leave of the actor's teams that waits for an answer."""
    if not can(actor, Permission.DECIDE_LEAVE):
        return []
    return [
        Need(
            Urgency.DUE if (leave.first_on - on).days <= DUE_DAYS else Urgency.WAIT,
            f"{leave.person.name} asks for leave",
            day_words(leave.first_on, leave.last_on),
            url_for("availability.answer_leave", leave_id=leave.id),
            "Answer",
        )
        for leave in queries.leave_of_teams(session, actor)
        if leave.status is LeaveStatus.ASKED and leave.person_id != actor.person_id
    ]
