"""Reads runs, for those who may make rotas of the team."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from rostering.demand.models import ShiftTemplate
from rostering.rotas.models import Rota, RotaAssignment, RotaStatus
from rostering.runs.models import ENDED, Run, RunSnapshot, RunStatus, RunStep
from workforce.core import clock
from workforce.core.access import Actor, Permission, can
from workforce.core.errors import NotFound
from workforce.organisations.models import Team

#: For how many days the home page mentions a run that has ended.
NEWS_DAYS = 3


def run_of(session: Session, actor: Actor, team_id: int, run_id: int) -> Run:
    """Return a run of a team whose rotas the actor may make."""
    run = session.scalar(
        select(Run)
        .where(Run.id == run_id, Run.team_id == team_id)
        .options(joinedload(Run.team), joinedload(Run.from_rota), joinedload(Run.rota))
    )
    if run is None or not can(actor, Permission.MAKE_ROTA, team_id=team_id):
        raise NotFound
    return run


def run_unscoped(session: Session, run_id: int) -> Run:
    """Return a run that is known to exist, for the worker that makes it or whoever started that."""
    return session.get_one(Run, run_id)


def steps(session: Session, actor: Actor, run: Run) -> list[RunStep]:
    """Return the steps of a run, the earliest first."""
    if not can(actor, Permission.MAKE_ROTA, team_id=run.team_id):
        raise NotFound
    return list(session.scalars(select(RunStep).where(RunStep.run_id == run.id).order_by(RunStep.id)))


def best_step_unscoped(session: Session, run_id: int) -> RunStep | None:
    """Return the latest step of a run with a rota; None before the first."""
    return session.scalar(
        select(RunStep)
        .where(RunStep.run_id == run_id, RunStep.unfilled.is_not(None))
        .order_by(RunStep.id.desc())
        .limit(1)
    )


def assignments_of_unscoped(session: Session, rota_id: int) -> list[RotaAssignment]:
    """Return the assignments of a rota as they are now, for a run that is to improve it."""
    return list(session.scalars(select(RotaAssignment).where(RotaAssignment.rota_id == rota_id)))


def latest_step_unscoped(session: Session, run_id: int) -> RunStep | None:
    """Return the latest step of a run; None before the first."""
    return session.scalar(
        select(RunStep).where(RunStep.run_id == run_id).order_by(RunStep.id.desc()).limit(1)
    )


def snapshot(session: Session, actor: Actor, run: Run) -> RunSnapshot | None:
    """Return the progress of a run; None until a worker has begun it."""
    if not can(actor, Permission.MAKE_ROTA, team_id=run.team_id):
        raise NotFound
    return session.get(RunSnapshot, run.id)


def shift_kinds(session: Session, actor: Actor, team_id: int) -> dict[int, str]:
    """Return what kind each shift of a team is, by template."""
    if not can(actor, Permission.MAKE_ROTA, team_id=team_id):
        raise NotFound
    rows = session.execute(
        select(ShiftTemplate.id, ShiftTemplate.kind).where(ShiftTemplate.team_id == team_id)
    )
    return {row.id: row.kind.value for row in rows}


def rotas_of(session: Session, actor: Actor, team_id: int) -> list[Rota]:
    """Return the rotas of a team, the latest period and version first."""
    if not can(actor, Permission.MAKE_ROTA, team_id=team_id):
        raise NotFound
    return list(
        session.scalars(
            select(Rota)
            .where(Rota.team_id == team_id)
            .order_by(Rota.starts_on.desc(), Rota.version.desc())
            .limit(60)
        )
    )


def next_free_day(session: Session, actor: Actor, team_id: int) -> date:
    """Return the day after the last that a published rota of a team covers; 1 January 1900 if none does."""
    if not can(actor, Permission.MAKE_ROTA, team_id=team_id):
        raise NotFound
    last = session.scalar(
        select(func.max(Rota.ends_on)).where(Rota.team_id == team_id, Rota.status == RotaStatus.PUBLISHED)
    )
    return date(1900, 1, 1) if last is None else last + timedelta(days=1)


def draft_of(session: Session, actor: Actor, team_id: int, rota_id: int) -> Rota:
    """Return a rota of a team whose rotas the actor may make, to start a run from."""
    rota = session.scalar(select(Rota).where(Rota.id == rota_id, Rota.team_id == team_id))
    if rota is None or not can(actor, Permission.MAKE_ROTA, team_id=team_id):
        raise NotFound
    return rota


def runs_of(session: Session, actor: Actor, team_id: int) -> list[Run]:
    """Return the runs of a team of the last weeks, the latest first."""
    if not can(actor, Permission.MAKE_ROTA, team_id=team_id):
        raise NotFound
    since = clock.now() - timedelta(weeks=4)
    return list(
        session.scalars(
            select(Run)
            .where(Run.team_id == team_id, Run.asked_at >= since)
            .options(joinedload(Run.rota))
            .order_by(Run.id.desc())
            .limit(20)
        )
    )


def team_of(session: Session, actor: Actor, team_id: int) -> Team:
    """Return a team whose rotas the actor may make."""
    team = session.get(Team, team_id)
    if team is None or not can(actor, Permission.MAKE_ROTA, team_id=team_id):
        raise NotFound
    return team


def news(session: Session, actor: Actor, on: date) -> list[Run]:
    """Return the runs of the actor's teams that go on, or have ended in the last days.

    A run without a rota is left out once another is made, or was made, for some of its days.
    """
    reach = actor.reach(Permission.MAKE_ROTA)
    if not reach.team_ids:
        return []
    since = clock.start_of_day(on - timedelta(days=NEWS_DAYS))
    runs = session.scalars(
        select(Run)
        .where(
            Run.team_id.in_(reach.team_ids),
            Run.status.not_in(ENDED) | (Run.ended_at >= since),
        )
        .options(joinedload(Run.team), joinedload(Run.rota), joinedload(Run.from_rota))
        .order_by(Run.id.desc())
        .limit(10)
    ).all()
    return [run for run in runs if _is_news(run, runs)]


def _is_news(run: Run, runs: Sequence[Run]) -> bool:
    """Whether a lead is told of a run: of a draft until it is published, of no rota until another try."""
    if run.rota is not None:
        return run.rota.status is RotaStatus.DRAFT
    return not any(
        later.id > run.id
        and later.team_id == run.team_id
        and later.starts_on <= run.ends_on
        and later.ends_on >= run.starts_on
        and (later.rota is not None or later.status is not RunStatus.STOPPED)
        for later in runs
    )
