"""What the worker writes about a run: its start, its progress, its result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.explain import price_words
from rostering.planning import RotaPlan
from rostering.planning.score import score
from rostering.problem import Price, Progress, Report, Result, Roster, Status
from rostering.rotas.models import Rota, RotaAssignment
from rostering.runs.models import Run, RunSnapshot, RunStatus, RunStep
from rostering.runs.queries import assignments_of_unscoped
from workforce.core import audit, clock
from workforce.core.access import SYSTEM
from workforce.organisations.models import Team

#: Messages to the lead when there is no rota.
GAVE_UP = (
    "Making this rota failed three times, through no fault of yours. Nothing was changed. "
    "Tell your county administrator, and try again later."
)
DISAGREED = (
    "The rota that was made did not pass the independent check, so it was not saved. "
    "Tell your county administrator."
)
CONTRADICTION = "The team, its shifts and its rules do not fit together"
NO_LAWFUL = (
    "No rota can keep every lock and every rule that must be kept. Unlock a duty, or let a team rule be bent."
)
NOTHING_BETTER = "No better rota was found in this time, so {} stays as it is."
BEST_ALREADY = "It is proven that no rota can be better than {}, so it stays as it is."
TOO_SHORT = "Time ran out before a first lawful rota was found. Give it longer."
NOTHING_YET = "It was stopped before a first lawful rota was found."

#: For how many demands a lead is told what one more person would save.
COSTLY_SHOWN = 3

STATUS = {
    Status.OPTIMAL: RunStatus.FINISHED,
    Status.FEASIBLE: RunStatus.FINISHED,
    Status.STOPPED: RunStatus.STOPPED,
    Status.UNKNOWN: RunStatus.FAILED,
    Status.INFEASIBLE: RunStatus.INFEASIBLE,
}
WORDS = {
    Status.STOPPED: NOTHING_YET,
    Status.UNKNOWN: TOO_SHORT,
    Status.INFEASIBLE: NO_LAWFUL,
}


def begin(session: Session, run: Run) -> None:
    """Note that a worker has taken the run, for the first time or again after another died."""
    session.execute(delete(RunStep).where(RunStep.run_id == run.id))
    run.status, run.started_at = RunStatus.RUNNING, clock.now()
    audit.record(session, SYSTEM, "run.started", run, organisation_id=run.team.organisation_id)


def note_search_begun(session: Session, run_id: int, seconds: float) -> None:
    """Note that the search began so many seconds ago: from then on the time of the run counts."""
    run = session.get_one(Run, run_id)
    run.started_at = clock.now() - timedelta(seconds=seconds)
    audit.record(session, SYSTEM, "run.search_begun", run, organisation_id=run.team.organisation_id)


def note_size(session: Session, run_id: int, plan: RotaPlan, given: Roster | None = None) -> None:
    """Store the size of the problem, and how good the rota to be improved is by the facts of today.

    The best rota of an earlier worker that died stays.
    """
    snapshot = session.get(RunSnapshot, run_id) or RunSnapshot(run_id=run_id, best_rows=[])
    problem = plan.problem
    snapshot.size = {
        "rules": len(problem.rules),
        "people": len(problem.workers),
        "duties": sum(demand.minimum for demand in problem.demands),
        "requests": sum(len(worker.requests) for worker in problem.workers),
        "locked": sum(len(worker.locked) for worker in problem.workers),
    }
    if given is not None:
        report = check(problem, given)
        snapshot.size |= {
            "given_cost": report.cost,
            "given_unfilled": report.unfilled,
            "given_lawful": int(report.lawful),
        }
    session.add(snapshot)


def note_progress(session: Session, run_id: int, plan: RotaPlan, moments: Sequence[Progress]) -> None:
    """Store the solver's latest progress, and the best rota in case the worker dies."""
    newest = moments[-1]
    roster = next((moment.roster for moment in reversed(moments) if moment.roster is not None), None)
    amounts: dict[str, int] = {}
    if roster is not None:
        report = check(plan.problem, roster)
        amounts = {line.spec: line.amount for line in report.lines if line.amount}
        snapshot = session.get_one(RunSnapshot, run_id)
        snapshot.short_days = _short_days(plan, report)
        snapshot.best_rows = [
            [person.person_id, duty.shift_template_id, duty.on_date.isoformat()]
            for person, duty in plan.pairs(roster)
        ]
    session.add(
        RunStep(
            run_id=run_id,
            at_ms=int(newest.seconds * 1000),
            best=newest.best,
            bound=newest.bound,
            unfilled=newest.unfilled,
            phase=newest.phase,
            amounts=amounts,
        )
    )


def _short_days(plan: RotaPlan, report: Report) -> dict[str, int]:
    short: dict[str, int] = {}
    for violation in report.violations:
        if violation.rule == "minimum_cover":
            on = plan.problem.date_of(violation.days[0]).isoformat()
            short[on] = short.get(on, 0) + violation.amount
    return short


def end(session: Session, run: Run, status: RunStatus, message: str = "") -> None:
    """End a run, with words for the lead where there is no rota to show."""
    run.status, run.ended_at, run.message = status, clock.now(), message
    audit.record(session, SYSTEM, f"run.{status}", run, organisation_id=run.team.organisation_id)


def settle(session: Session, run: Run, plan: RotaPlan, result: Result) -> None:
    """End a run with the solver's result: save the next draft, or say in words why there is none.

    A rota is saved only if the independent checker agrees with the solver on it. If an earlier worker had
    found a better one before it died, that one is saved instead. If none is better than the rota that was to
    be improved, as that is now, nothing is saved.
    """
    if run.stop_asked_at is not None and not run.stop_keep:
        end(session, run, RunStatus.STOPPED)
        return
    roster, report = result.roster, None
    if roster is not None:
        report = check(plan.problem, roster)
        if not report.lawful or (report.cost, report.unfilled) != (result.cost, result.unfilled):
            end(session, run, RunStatus.FAILED, DISAGREED)
            return
    earlier = _best_of_before(session, run.id, plan)
    if earlier is not None:
        judged = check(plan.problem, earlier)
        if judged.lawful and (report is None or judged.rank < report.rank):
            roster, report = earlier, judged
    if run.from_rota is not None:
        judged = check(plan.problem, plan.roster_of(assignments_of_unscoped(session, run.from_rota.id)))
        if judged.lawful and (report is None or judged.rank <= report.rank):
            run.best, run.bound = judged.cost, result.bound
            words = BEST_ALREADY if result.status is Status.OPTIMAL else NOTHING_BETTER
            end(session, run, _status(result), words.format(run.from_rota.name))
            return
    if roster is None or report is None:
        conflicts = (conflict.words(lambda key: plan.people[key].name) for conflict in result.conflicts)
        message = " ".join(conflicts) or " ".join(result.reasons) or WORDS.get(result.status, TOO_SHORT)
        end(session, run, STATUS[result.status], message)
        return
    if roster is result.roster:
        _note_costly_demands(session, run.id, plan, roster, result.prices or ())
    _save_rota(session, run, plan, roster, report, result.bound)
    end(session, run, _status(result))


def _status(result: Result) -> RunStatus:
    """Return the state of a run that ends with a rota, also where the solver had none."""
    return RunStatus.FINISHED if result.status is Status.UNKNOWN else STATUS[result.status]


def _note_costly_demands(
    session: Session, run_id: int, plan: RotaPlan, roster: Roster, prices: Sequence[Price]
) -> None:
    """Store in words where one more person would save most."""
    snapshot = session.get(RunSnapshot, run_id)
    if snapshot is not None:
        snapshot.costly_demands = [
            price_words(plan.problem, roster, price) for price in prices[:COSTLY_SHOWN]
        ]


def _best_of_before(session: Session, run_id: int, plan: RotaPlan) -> Roster | None:
    """Return the best rota of an earlier worker that died, without people and shifts that left the plan."""
    snapshot = session.get(RunSnapshot, run_id)
    if snapshot is None or not snapshot.best_rows:
        return None
    return Roster.of(
        (plan.worker_keys[person_id], plan.shift_keys[template_id, date.fromisoformat(on)])
        for person_id, template_id, on in snapshot.best_rows
        if person_id in plan.worker_keys and (template_id, date.fromisoformat(on)) in plan.shift_keys
    )


def _save_rota(
    session: Session, run: Run, plan: RotaPlan, roster: Roster, report: Report, bound: int
) -> None:
    """Save what a run made as the next draft of its period."""
    # Lock the team, so that two runs that end at once get different version numbers.
    session.execute(select(Team.id).where(Team.id == run.team_id).with_for_update())
    newest = session.scalar(
        select(func.max(Rota.version)).where(Rota.team_id == run.team_id, Rota.starts_on == run.starts_on)
    )
    now = clock.now()
    rota = Rota(
        team_id=run.team_id,
        starts_on=run.starts_on,
        ends_on=run.ends_on,
        version=(newest or 0) + 1,
        created_at=now,
        saved_at=now,
        score=score(plan.problem, report, bound),
    )
    session.add(rota)
    session.flush()
    locked = {(worker.key, key) for worker in plan.problem.workers for key in worker.locked}
    rows = [
        {
            "rota_id": rota.id,
            "person_id": person.person_id,
            "shift_template_id": duty.shift_template_id,
            "on_date": duty.on_date,
            "starts_at": duty.starts_at,
            "ends_at": duty.ends_at,
            "locked": (person.key, duty.key) in locked,
        }
        for person, duty in plan.pairs(roster)
    ]
    if rows:
        session.execute(insert(RotaAssignment), rows)
    run.rota_id, run.best, run.bound = rota.id, report.cost, bound
    audit.record(
        session,
        SYSTEM,
        "rota.made",
        rota,
        organisation_id=run.team.organisation_id,
        run_id=run.id,
        assignments=len(rows),
    )
