"""The rota that a newcomer to the demonstration county sees first."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.demonstration.sign_ins import sign_ins
from rostering.demonstration.timeline import ROTA_DAYS, Timeline
from rostering.runs.models import Run
from rostering.runs.services import ask_for_run
from workforce.accounts.models import Account
from workforce.accounts.queries import actor_unscoped
from workforce.core import clock
from workforce.organisations.models import Team

#: The first rota is there sooner if its search ends within one per cent of the best possible.
GOOD_ENOUGH_PERMILLE = 10


def ask_for_first_rota(session: Session, seconds: int) -> Run:
    """Ask for the next rota of the first team, as its lead would on the page."""
    timeline = Timeline(clock.today())
    team = session.scalars(select(Team).order_by(Team.id).limit(1)).one()
    lead = session.scalars(select(Account).where(Account.email == sign_ins()[0].email)).one()
    return ask_for_run(
        session,
        actor_unscoped(session, lead),
        team,
        timeline.next_start,
        timeline.next_day(ROTA_DAYS - 1),
        seconds=seconds,
        gap_permille=GOOD_ENOUGH_PERMILLE,
    )
