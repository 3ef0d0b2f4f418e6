"""Publication: first a check for broken rules, lapses and notice, then everything in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rostering.bookings import queries as booking_queries
from rostering.bookings.models import Booking
from rostering.bookings.services import stretch_words
from rostering.planning.plan import Assigned
from rostering.problem import Violation
from rostering.rotas import queries as rota_queries
from rostering.rotas.models import Rota, RotaAssignment, RotaStatus
from rostering.rules import sentence
from rostering.workspace.comparison import Comparison, comparison, differ
from rostering.workspace.lapses import Lapse, lapses
from rostering.workspace.queries import Board, board_unscoped
from rostering.workspace.services.changes import ShiftInCell, record_change
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission
from workforce.core.db import lock_people
from workforce.core.errors import Conflict, Invalid
from workforce.core.figures import figure
from workforce.core.words import clock_time, sentence_case
from workforce.organisations.models import Team
from workforce.readiness.sections import Sections

NOBODY = "There is nobody in this rota yet. Make it, or put people on shifts, first."


@dataclass(slots=True)
class WantedAssignment:
    """An assignment that is to be made, before there is a row for it."""

    person_id: int
    shift_template_id: int
    on_date: date


@dataclass(frozen=True)
class PublicationCheck:
    """What a lead sees before publishing a rota."""

    #: The rota with whatever has begun as it was published.
    board: Board
    #: On how many days of people the draft differs from what has begun, which stays as it was published.
    kept: int
    #: Violations of rules that must be kept; with any, the rota cannot be published.
    broken: tuple[Violation, ...]
    lapses: tuple[Lapse, ...]
    notice_days: int
    standard_days: int
    #: The published version that this one would replace.
    replaces: Rota | None
    #: This one beside it.
    comparison: Comparison | None
    #: Why it cannot be published as it is, apart from rules that are broken; empty if nothing else stops it.
    stopped: str

    @property
    def short_notice(self) -> bool:
        """Whether people get less notice than the standard."""
        return self.notice_days < self.standard_days

    @property
    def needs_reason(self) -> bool:
        """Whether the lead must say why: short notice, or a change of what was published."""
        return self.short_notice or self.replaces is not None


def publication_check_unscoped(session: Session, sections: Sections, rota: Rota) -> PublicationCheck:
    """Return what publishing a rota today would mean."""
    today = clock.today()
    old = _published_unscoped(session, rota)
    other_days = _other_days(rota, old)
    before = rota_queries.assignments_unscoped(session, old.id) if old and not other_days else []
    board = board_unscoped(session, sections, rota)
    begun = _begun(board.assignments, before)
    board = replace(board, assignments=_with_begun(board.assignments, begun))
    return PublicationCheck(
        board=board,
        kept=len(begun),
        broken=tuple(violation for violation in board.report.violations if violation.hard),
        lapses=lapses(board),
        notice_days=rota.notice_days_if(today),
        standard_days=figure("rota_notice_days", today).whole,
        replaces=old,
        comparison=comparison(board, old, before) if old and not other_days else None,
        stopped=other_days or ("" if board.assignments else NOBODY),
    )


def publish(
    session: Session,
    sections: Sections,
    actor: Actor,
    rota_id: int,
    *,
    seen_revision: int,
    seen_replaced_id: int | None,
    seen_replaced_revision: int | None = None,
    reason: str,
) -> Rota:
    """Publish a draft: book every shift, close the version before it, and record what changed for whom.

    Raises Conflict in words, with nothing saved, if anything unlawful is in it, somebody is booked elsewhere,
    the rota was changed since it was checked, another version was published meanwhile, or the one that it
    replaces was changed (`seen_replaced_revision`).
    """
    rota = rota_queries.rota_for(session, actor, rota_id, Permission.PUBLISH_ROTA)
    # Lock the team: another publication waits and then sees the result of this one.
    session.execute(select(Team.id).where(Team.id == rota.team_id).with_for_update())
    session.refresh(rota, with_for_update={"of": Rota})
    _refuse_if_not_as_seen(session, rota, seen_revision, seen_replaced_id)
    _keep_what_has_begun(session, rota)
    ready = publication_check_unscoped(session, sections, rota)
    if not ready.board.assignments:
        raise Conflict("empty", NOBODY)
    if ready.needs_reason and not reason:
        raise Invalid("reason_missing", "Say why, so that staff can read it", "reason")
    _refuse_unlawful(ready)
    old = ready.replaces
    if old is not None and seen_replaced_revision not in (None, old.revision):
        raise Conflict(
            "changed_since",
            f"{sentence_case(old.name)} was changed after you compared the two. Nothing was published. "
            "Look at what changes again, then publish.",
        )
    before = rota_queries.assignments_unscoped(session, old.id) if old else []
    people = {assignment.person_id for assignment in [*ready.board.assignments.values(), *before]}
    lock_people(session, people)
    refuse_double_booking(session, ready.board, ready.board.assignments.values(), instead_of=before)
    if old is not None:
        _free(session, before)
        old.status = RotaStatus.CLOSED
        session.flush()
    session.add_all(booking_of(ready.board, assignment) for assignment in ready.board.assignments.values())
    rota.status, rota.published_at = RotaStatus.PUBLISHED, clock.now()
    rota.published_by_account_id = actor.account_id
    rota.short_notice_reason = reason if ready.short_notice else ""
    rota.score = ready.board.score
    if old is not None:
        _record_differences(session, actor, ready.board, before, reason)
    audit.record(
        session,
        actor,
        "rota.published",
        rota,
        organisation_id=rota.team.organisation_id,
        notice_days=ready.notice_days,
        assignments=len(ready.board.assignments),
        replaces=old.id if old else None,
    )
    return rota


def _begun(
    assignments: Mapping[tuple[int, date], RotaAssignment], before: Iterable[RotaAssignment]
) -> dict[tuple[int, date], RotaAssignment | None]:
    """Return the cells in which a draft differs from duties that have begun, each with what was published."""
    published = {(assignment.person_id, assignment.on_date): assignment for assignment in before}
    if not published:
        return {}
    now = clock.now()
    return {
        cell: published.get(cell)
        for cell in sorted(published.keys() | assignments.keys())
        if differ(published.get(cell), assignments.get(cell))
        and any(side[cell].starts_at <= now for side in (published, assignments) if cell in side)
    }


def _with_begun(
    assignments: Mapping[tuple[int, date], RotaAssignment],
    begun: Mapping[tuple[int, date], RotaAssignment | None],
) -> dict[tuple[int, date], RotaAssignment]:
    kept = {cell: assignment for cell, assignment in begun.items() if assignment is not None}
    return {cell: row for cell, row in assignments.items() if cell not in begun} | kept


def _keep_what_has_begun(session: Session, rota: Rota) -> None:
    """Give a draft the duties that have begun as they were published: nobody's past is written anew."""
    old = _published_unscoped(session, rota)
    before = rota_queries.assignments_unscoped(session, old.id) if old else []
    rows = {(row.person_id, row.on_date): row for row in rota_queries.assignments_unscoped(session, rota.id)}
    for (person_id, on_date), published in _begun(rows, before).items():
        row = rows.get((person_id, on_date))
        if published is None:
            session.delete(row)
            continue
        row = row or RotaAssignment(rota_id=rota.id, person_id=person_id, on_date=on_date)
        row.shift_template = published.shift_template
        row.starts_at, row.ends_at = published.starts_at, published.ends_at
        session.add(row)
    session.flush()


def _published_unscoped(session: Session, rota: Rota) -> Rota | None:
    """Return the earliest published rota of the same team that shares days with this one, if there is any."""
    return session.scalar(
        select(Rota)
        .where(
            Rota.team_id == rota.team_id,
            Rota.id != rota.id,
            Rota.status == RotaStatus.PUBLISHED,
            Rota.starts_on <= rota.ends_on,
            Rota.ends_on >= rota.starts_on,
        )
        .order_by(Rota.starts_on)
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _refuse_if_not_as_seen(
    session: Session, rota: Rota, seen_revision: int, seen_replaced_id: int | None
) -> None:
    if rota.status is not RotaStatus.DRAFT:
        raise Conflict("not_a_draft", "This rota has already been published. Nothing was done twice.")
    if rota.revision != seen_revision:
        last = rota_queries.last_edit_unscoped(session, rota.id)
        raise Conflict(
            "changed_since",
            f"{last[1] if last else 'Somebody'} changed this rota after you checked it. "
            "Nothing was published. Look at it again, then publish.",
        )
    published = _published_unscoped(session, rota)
    if (published.id if published else None) != seen_replaced_id:
        raise Conflict(
            "already_published",
            "Another version of this rota has just been published. Nothing of yours was published. "
            "Open that version to see what it says.",
        )
    other_days = _other_days(rota, published)
    if other_days:
        raise Conflict("other_days", other_days)


def _other_days(rota: Rota, published: Rota | None) -> str:
    """Return, in words, that what is published shares days with a rota and is not for the same days."""
    if published is None or (published.starts_on, published.ends_on) == (rota.starts_on, rota.ends_on):
        return ""
    return (
        f"A rota from {published.starts_on.day} {published.starts_on:%B} to {published.ends_on.day} "
        f"{published.ends_on:%B} is published already. "
        "Make this one for the same days, or for later days."
    )


def _refuse_unlawful(ready: PublicationCheck) -> None:
    if ready.broken:
        first, plan = ready.broken[0], ready.board.plan
        who = f"{plan.people[first.worker].name}: " if first.worker else ""
        raise Conflict(
            "not_lawful",
            f"This rota breaks what must be kept, so it cannot be published. {who}"
            f"{sentence(plan.problem, first)} Nothing was published.",
        )


def _free(session: Session, assignments: Iterable[RotaAssignment]) -> None:
    """Delete the bookings of assignments."""
    ids = [assignment.id for assignment in assignments]
    session.execute(delete(Booking).where(Booking.assignment_id.in_(ids)))


def refuse_double_booking(
    session: Session,
    board: Board,
    assignments: Iterable[Assigned],
    instead_of: Iterable[RotaAssignment],
) -> None:
    """Raise Conflict with who, what and when if somebody is booked at the time already.

    Bookings of the assignments in `instead_of` will be replaced, so they do not count. Call it after
    `lock_people`.
    """
    wanted = [(assignment, board.plan.duties[_key(board, assignment)]) for assignment in assignments]
    making_way = {assignment.id for assignment in instead_of}
    if not wanted:
        return
    bookings = booking_queries.bookings_unscoped(
        session,
        {assignment.person_id for assignment, _duty in wanted},
        min(duty.starts_at for _one, duty in wanted),
        max(duty.ends_at for _one, duty in wanted),
    )
    for assignment, duty in wanted:
        for booking in bookings:
            overlaps = booking.starts_at < duty.ends_at and duty.starts_at < booking.ends_at
            if (
                overlaps
                and booking.person_id == assignment.person_id
                and booking.assignment_id not in making_way
            ):
                raise Conflict(
                    "double_booking",
                    f"{board.person(assignment.person_id).name} is already booked to work at the time of "
                    f"{duty.name}, {stretch_words(duty)}. Nothing was saved. "
                    "Put somebody else on this shift.",
                )


def booking_of(board: Board, assignment: RotaAssignment) -> Booking:
    """Return the booking that publishing an assignment makes."""
    duty = board.plan.duties[_key(board, assignment)]
    return Booking(
        person_id=assignment.person_id,
        organisation_id=board.person(assignment.person_id).employer_id_on(assignment.on_date),
        starts_at=assignment.starts_at,
        ends_at=assignment.ends_at,
        work_min=duty.work_min,
        label=f"{duty.name}, {duty.site_name}",
        assignment_id=assignment.id,
    )


def _key(board: Board, assignment: Assigned) -> str:
    return board.plan.shift_keys[assignment.shift_template_id, assignment.on_date]


def _record_differences(
    session: Session, actor: Actor, board: Board, before: Iterable[RotaAssignment], reason: str
) -> None:
    """Record for each person what the new version changes against the one that it replaces."""
    old = {(assignment.person_id, assignment.on_date): assignment for assignment in before}
    for cell in sorted(old.keys() | board.assignments.keys()):
        was, became = old.get(cell), board.assignments.get(cell)
        if differ(was, became):
            same_name = was and became and was.shift_template.name == became.shift_template.name
            stood, stands = (_stood(assignment, with_times=bool(same_name)) for assignment in (was, became))
            record_change(session, actor, board.rota, cell, stood, stands, reason)


def _stood(assignment: RotaAssignment | None, *, with_times: bool) -> ShiftInCell | None:
    if assignment is None:
        return None
    name = assignment.shift_template.name
    if with_times:
        name += f", {clock_time(assignment.starts_at)} to {clock_time(assignment.ends_at)}"
    return ShiftInCell(name, assignment.starts_at)
