"""What waits for a recruiter today."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from workforce.core.access import Actor, Permission, can
from workforce.core.needs import Need, Urgency
from workforce.core.words import count_of
from workforce.recruitment.queries.recruiting import stages_to_act_on
from workforce.recruitment.rules import ApplicationStatus


def applications_to_act_on(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return the people to hire, and the applications to read, of each vacancy of a recruiter."""
    if not can(actor, Permission.DECIDE_APPLICATIONS):
        return []
    needs = []
    for vacancy, status, number in stages_to_act_on(session, actor):
        said_yes = status is ApplicationStatus.ACCEPTED
        needs.append(
            Need(
                urgency=Urgency.DUE if said_yes else Urgency.WAIT,
                title=vacancy.title,
                words=f"{count_of(number, 'person', 'people')} said yes to a place: complete the hire."
                if said_yes
                else f"{count_of(number, 'application')} to read. Names are hidden until you decide.",
                href=url_for("recruitment.vacancy", reference=vacancy.reference),
                action="Open the vacancy",
            )
        )
    return needs
