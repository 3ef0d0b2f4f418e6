"""What the home page says about rotas that are being made, or have just been made."""

from __future__ import annotations

from datetime import date

from flask import url_for
from sqlalchemy.orm import Session

from rostering.runs import queries
from rostering.runs.models import ENDED, RunStatus
from workforce.core.access import Actor
from workforce.core.needs import Need, Urgency
from workforce.core.words import period


def runs_to_look_at(session: Session, actor: Actor, on: date) -> list[Need]:
    """Return the runs that go on, and those of the last days whose draft nobody has published yet."""
    needs = []
    for run in queries.news(session, actor, on):
        days = f"{run.team.name}, {period(run.starts_on, run.ends_on)}"
        href = url_for("runs.show", team_id=run.team_id, run_id=run.id)
        if run.status not in ENDED:
            needs.append(Need(Urgency.WAIT, "A rota is being made", days, href, "Watch it"))
        elif run.rota is not None:
            unfilled = run.rota.score.get("unfilled", 0)
            words = f"{days}. {unfilled} unfilled." if unfilled else f"{days}. Every duty is filled."
            urgency = Urgency.DUE if unfilled else Urgency.OK
            needs.append(Need(urgency, f"{run.rota.name} is ready", words, href, "See how it went"))
        elif run.status is RunStatus.FINISHED and run.from_rota is not None:
            words = f"{days}. No better rota was found."
            needs.append(Need(Urgency.OK, f"{run.from_rota.name} stays", words, href, "See how it went"))
        elif run.status is not RunStatus.STOPPED:
            needs.append(Need(Urgency.GAP, "No rota could be made", days, href, "See why"))
    return needs
