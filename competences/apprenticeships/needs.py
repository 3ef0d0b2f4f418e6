"""What waits for an apprentice and for their coordinator."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from competences.apprenticeships.queries import learning_to_confirm, reviews_to_sign
from workforce.core import words
from workforce.core.access import Actor
from workforce.core.needs import Need, Urgency


def learning_needs(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return reviews for the actor to sign as an apprentice, and hours to confirm as a coordinator."""
    needs = [
        Need(
            Urgency.WAIT,
            "Sign your progress review",
            f"Held on {words.plain_date(held_on)}",
            url_for("learning.mine"),
            "Read and sign",
        )
        for held_on in reviews_to_sign(session, actor)
    ]
    apprentices, minutes = learning_to_confirm(session, actor)
    if apprentices:
        needs.append(
            Need(
                Urgency.WAIT,
                f"Confirm {words.hours(minutes)} of learning",
                f"Logged by {words.count_of(apprentices, 'apprentice')}",
                url_for("apprenticeships.board"),
                "Open the board",
            )
        )
    return needs
