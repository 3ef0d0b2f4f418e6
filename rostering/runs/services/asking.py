"""Asking for a run, and asking it to stop."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from rostering.rotas.models import Rota, RotaStatus
from rostering.runs.models import ENDED, Run, RunStatus
from workforce.core import audit, clock, jobs
from workforce.core.access import Actor, Permission, can
from workforce.core.errors import Conflict, Invalid, NotFound
from workforce.core.figures import figure
from workforce.core.words import period
from workforce.organisations.models import Team

#: The kind of job by which the worker knows a run.
JOB = "solve"
SECONDS_LEAST, SECONDS_MOST = 5, 3600
#: The largest number that the solver takes as a seed.
SEED_MOST = 2**31 - 1


def ask_for_run(
    session: Session,
    actor: Actor,
    team: Team,
    first: date,
    last: date,
    from_rota: Rota | None = None,
    seconds: int = 60,
    seed: int = 0,
    gap_permille: int = 0,
) -> Run:
    """Store a run for the worker and return it at once.

    It improves `from_rota`, whose locked duties will be kept. It ends by itself within `gap_permille` of the
    best possible.
    """
    if not can(actor, Permission.MAKE_ROTA, team_id=team.id):
        raise NotFound
    _check_period(first, last, from_rota, team)
    if not SECONDS_LEAST <= seconds <= SECONDS_MOST:
        message = f"Time must be between {SECONDS_LEAST} seconds and {SECONDS_MOST // 60} minutes"
        raise Invalid("seconds", message, "seconds")
    published = session.scalar(
        select(Rota).where(
            Rota.team_id == team.id,
            Rota.status == RotaStatus.PUBLISHED,
            Rota.starts_on <= last,
            Rota.ends_on >= first,
            Rota.starts_on != first,
        )
    )
    if published is not None:
        days = period(published.starts_on, published.ends_on)
        message = f"A rota for {days} is published already. Choose days before or after it."
        raise Conflict("days_published", message, "starts_on")
    # Lock the team: if two leads ask at once, the second is told of the first one's run.
    session.execute(select(Team.id).where(Team.id == team.id).with_for_update())
    open_run = session.scalar(
        select(Run.id).where(
            Run.team_id == team.id, Run.status.not_in(ENDED), Run.starts_on <= last, Run.ends_on >= first
        )
    )
    if open_run is not None:
        raise Conflict(
            "run_open",
            "A rota for these days is already being made. Watch it, or stop it first.",
            "starts_on",
        )
    job = jobs.enqueue(session, JOB, {})
    run = Run(
        team_id=team.id,
        starts_on=first,
        ends_on=last,
        from_rota_id=from_rota.id if from_rota else None,
        job_id=job.id,
        seed=seed,
        seconds_max=seconds,
        asked_at=clock.now(),
        asked_by_account_id=actor.account_id,
    )
    session.add(run)
    session.flush()
    job.payload = {"run_id": run.id} | ({"gap_permille": gap_permille} if gap_permille else {})
    audit.record(session, actor, "run.asked", run, organisation_id=team.organisation_id, team_id=team.id)
    return run


def stop_run(session: Session, actor: Actor, run: Run, keep: bool) -> None:
    """Ask the worker to stop, and to keep the best rota so far or nothing; one that waits ends here."""
    if not can(actor, Permission.MAKE_ROTA, team_id=run.team_id):
        raise NotFound
    if run.status in ENDED or run.stop_asked_at is not None:
        return
    run.stop_asked_at, run.stop_keep = clock.now(), keep
    if run.status is RunStatus.QUEUED:
        run.status, run.ended_at = RunStatus.STOPPED, clock.now()
    audit.record(session, actor, "run.stopped", run, organisation_id=run.team.organisation_id, keep=keep)


def _check_period(first: date, last: date, from_rota: Rota | None, team: Team) -> None:
    if last < first:
        raise Invalid("period", "The last day must not be before the first", "ends_on")
    most = figure("rota_longest_days", first).whole
    if last >= first + timedelta(days=most):
        raise Invalid("period", f"A rota can be made for at most {most} days at once", "ends_on")
    if from_rota is None:
        return
    same = (from_rota.team_id, from_rota.starts_on, from_rota.ends_on) == (team.id, first, last)
    if not same:
        raise Invalid("from_rota", "Choose a draft of the same days", "from_rota")
