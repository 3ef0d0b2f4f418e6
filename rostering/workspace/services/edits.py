"""Edits of a draft, each checked at once by the same rules as every rota."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from rostering.checker import check
from rostering.explain import Choice, unfilled
from rostering.explain.differences import day_off
from rostering.planning import PlannedDuty
from rostering.planning.score import score
from rostering.problem import Roster
from rostering.rotas import queries as rota_queries
from rostering.rotas.models import Rota, RotaAssignment, RotaEdit, RotaStatus
from rostering.workspace import wording
from rostering.workspace.queries import Board, board_unscoped
from workforce.core import audit, clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import Conflict
from workforce.readiness.sections import Sections


@dataclass(frozen=True, slots=True)
class Cell:
    """A person and a day of a rota, and the shift the editor saw there; None is a day off."""

    person_id: int
    on_date: date
    seen_template_id: int | None
    #: What may stand there instead, because an earlier edit of the same editor was on its way.
    or_seen: tuple[int | None, ...] = ()


def put(
    session: Session, sections: Sections, actor: Actor, rota_id: int, cell: Cell, template_id: int | None
) -> str:
    """Put a shift, or a day off, into a cell of a draft and return its effect in one line.

    Raises Conflict in words if the choice is not lawful, the cell is locked, or somebody else changed it
    since the editor saw it. An edit that is sent twice is saved once.
    """
    board = board_unscoped(session, sections, draft_to_edit(session, actor, rota_id))
    return put_on(session, actor, board, cell, template_id)[0]


def put_on(
    session: Session, actor: Actor, board: Board, cell: Cell, template_id: int | None
) -> tuple[str, Board]:
    """Put a shift, or a day off, into a cell as `put` does; return its effect, and the draft after it."""
    rota, person = board.rota, board.person(cell.person_id)
    existing = board.assignments.get((cell.person_id, cell.on_date))
    choice = choice_of(board, cell, template_id)
    if choice.now:
        return f"{wording.choice_name(board.plan, choice)} stands there already.", board
    refuse_if_changed(session, actor, rota, cell, existing)
    if existing is not None and existing.locked:
        raise Conflict("locked", f"{person.name} is locked on this shift. Unlock it first.")
    refuse_unlawful(board, choice)
    duty = board.plan.duties[choice.shift] if choice.shift else None
    assignment = _write(session, actor, rota, cell, existing, duty)
    words = _said(board, cell, choice, _rescore(session, board, cell, choice))
    assignments = {key: value for key, value in board.assignments.items() if value is not existing}
    if assignment is not None:
        assignments[cell.person_id, cell.on_date] = assignment
    return words, replace(board, assignments=assignments)


def lock(session: Session, actor: Actor, rota_id: int, cell: Cell, *, locked: bool) -> str:
    """Lock or unlock what stands in a cell of a draft; runs leave locked shifts alone."""
    rota = draft_to_edit(session, actor, rota_id)
    existing = rota_queries.assignment_unscoped(session, rota.id, cell.person_id, cell.on_date)
    refuse_if_changed(session, actor, rota, cell, existing)
    if existing is None:
        raise Conflict("nothing_to_lock", "There is no shift here to lock. Put one first.")
    if existing.locked != locked:
        _note(session, actor, rota, cell, existing, existing.shift_template_id, locked)
        existing.locked = locked
    return f"{existing.shift_template.name} {'locked' if locked else 'unlocked'}."


def undo(session: Session, sections: Sections, actor: Actor, rota_id: int, edit_id: int | None = None) -> str:
    """Take back the actor's own last edit of a draft, if the cell is still as that edit left it.

    With `edit_id`, the edit that the editor saw as their last, it is taken back once, however often it is
    sent.
    """
    rota = draft_to_edit(session, actor, rota_id)
    edit = rota_queries.edit_to_undo(session, actor, rota.id)
    if edit_id is not None and (edit is None or edit.id != edit_id):
        seen = rota_queries.edit_of(session, actor, rota.id, edit_id)
        if seen is not None and seen.undone_at is not None:
            return "This was taken back already."
        raise Conflict("not_the_last", "You have edited this rota since. Look at it again, then take back.")
    if edit is None:
        raise Conflict("nothing_to_undo", "There is nothing of yours to take back in this rota.")
    cell = Cell(edit.person_id, edit.on_date, edit.became_shift_template_id)
    existing = rota_queries.assignment_unscoped(session, rota.id, cell.person_id, cell.on_date)
    refuse_if_changed(session, actor, rota, cell, existing)
    if edit.was_shift_template_id == edit.became_shift_template_id and existing is not None:
        edit.undone_at = clock.now()
        existing.locked = edit.was_locked
        rota.revision += 1
        _record(session, actor, "rota.edit_undone", rota, cell)
        return f"Taken back: the shift is {'locked' if edit.was_locked else 'unlocked'} again."
    board = board_unscoped(session, sections, rota)
    choice = choice_of(board, cell, edit.was_shift_template_id)
    refuse_unlawful(board, choice)
    # Not before it is sure that nothing refuses: a refusal must leave the edit as it was.
    edit.undone_at = clock.now()
    duty = board.plan.duties[choice.shift] if choice.shift else None
    _write(session, actor, rota, cell, existing, duty, undoes=edit)
    _rescore(session, board, cell, choice)
    return f"Taken back: {wording.choice_name(board.plan, choice).lower()} again for {_who(board, cell)}."


def draft_to_edit(session: Session, actor: Actor, rota_id: int) -> Rota:
    """Return a draft that the actor may edit, held until the transaction ends."""
    rota = rota_queries.rota_for(session, actor, rota_id, Permission.MAKE_ROTA)
    session.refresh(rota, with_for_update={"of": Rota})
    if rota.status is RotaStatus.PUBLISHED:
        raise Conflict(
            "published", "This rota is published. Change it from its own page, with a reason that staff see."
        )
    if rota.status is RotaStatus.CLOSED:
        raise Conflict("closed", "A later version has taken the place of this rota. Open that one.")
    return rota


def refuse_if_changed(
    session: Session, actor: Actor, rota: Rota, cell: Cell, existing: RotaAssignment | None
) -> None:
    """Raise Conflict, with who and what, if the cell is not as the editor saw it."""
    now = existing.shift_template_id if existing else None
    if now in (cell.seen_template_id, *cell.or_seen):
        return
    who = rota_queries.last_hand_unscoped(session, rota, cell.person_id, cell.on_date)
    what = existing.shift_template.name if existing else wording.DAY_OFF.lower()
    if who is not None and who.account_id == actor.account_id:
        told = f"You changed this cell yourself, perhaps in another window: it is now {what}."
    else:
        name = who.name if who else "Somebody else"
        told = f"{name} changed this cell while you were at it: it is now {what}."
    raise Conflict("changed_by_another", f"{told} Yours was not saved. Look at the cell again, then decide.")


def choice_of(board: Board, cell: Cell, template_id: int | None) -> Choice:
    """Return the choice for a shift of the team on a day; Conflict if the team has none that day."""
    board.day(cell.on_date)
    key = None
    if template_id is not None:
        key = board.plan.shift_keys.get((template_id, cell.on_date))
        if key is None:
            raise Conflict(
                "no_such_shift", "The team does not need this shift on that day. Choose one of the others."
            )
    return next(choice for choice in board.choices(cell.person_id, cell.on_date) if choice.shift == key)


def refuse_unlawful(board: Board, choice: Choice) -> None:
    """Raise Conflict with every reason if a choice breaks a rule that must be kept."""
    if choice.refused:
        reasons = " ".join(wording.reasons(board.plan, choice.refused))
        name = wording.choice_name(board.plan, choice)
        raise Conflict("not_lawful", f"{name} cannot be put. {reasons}")


def _write(
    session: Session,
    actor: Actor,
    rota: Rota,
    cell: Cell,
    existing: RotaAssignment | None,
    duty: PlannedDuty | None,
    undoes: RotaEdit | None = None,
) -> RotaAssignment | None:
    locked = undoes.was_locked if undoes else False
    if undoes is None:
        _note(session, actor, rota, cell, existing, duty.shift_template_id if duty else None, locked)
    else:
        rota.revision += 1
        _record(session, actor, "rota.edit_undone", rota, cell)
    return place(session, rota, cell, existing, duty, locked)


def place(
    session: Session,
    rota: Rota,
    cell: Cell,
    existing: RotaAssignment | None,
    duty: PlannedDuty | None,
    locked: bool = False,
) -> RotaAssignment | None:
    """Set the duty of a cell, or none, and return its assignment."""
    if duty is None:
        if existing is not None:
            session.delete(existing)
            session.flush()
        return None
    assignment = existing or RotaAssignment(rota_id=rota.id, person_id=cell.person_id, on_date=cell.on_date)
    assignment.shift_template_id = duty.shift_template_id
    assignment.starts_at, assignment.ends_at = duty.starts_at, duty.ends_at
    assignment.locked = locked
    session.add(assignment)
    session.flush()
    return assignment


def _note(
    session: Session,
    actor: Actor,
    rota: Rota,
    cell: Cell,
    existing: RotaAssignment | None,
    template_id: int | None,
    locked: bool,
) -> None:
    """Store an edit so that it can be taken back, and record it in the audit trail."""
    edit = RotaEdit(
        rota_id=rota.id,
        account_id=actor.account_id,
        person_id=cell.person_id,
        on_date=cell.on_date,
        was_shift_template_id=existing.shift_template_id if existing else None,
        was_locked=existing.locked if existing else False,
        became_shift_template_id=template_id,
        became_locked=locked,
        edited_at=clock.now(),
    )
    session.add(edit)
    rota.revision += 1
    rota.saved_at = clock.now()
    _record(session, actor, "rota.edited", rota, cell)


def _record(session: Session, actor: Actor, action: str, rota: Rota, cell: Cell) -> None:
    audit.record(
        session,
        actor,
        action,
        rota,
        person_id=cell.person_id,
        organisation_id=rota.team.organisation_id,
        on_date=cell.on_date.isoformat(),
    )


def _rescore(session: Session, board: Board, cell: Cell, choice: Choice) -> Roster:
    """Store the score of the rota after an edit, and return the roster after it."""
    problem, key = board.plan.problem, board.person(cell.person_id).key
    after = day_off(problem, board.roster, key, board.day(cell.on_date))
    after = after.adding(key, choice.shift) if choice.shift else after
    board.rota.score = score(problem, check(problem, after), board.rota.score.get("bound"))
    session.flush()
    return after


def _who(board: Board, cell: Cell) -> str:
    return f"{board.person(cell.person_id).name}, {cell.on_date:%A} {cell.on_date.day} {cell.on_date:%B}"


def _said(board: Board, cell: Cell, choice: Choice, after: Roster) -> str:
    """Return in one line what an edit did: the shift, the cover of the day, the soft rules broken."""
    day, problem = board.day(cell.on_date), board.plan.problem
    short = sum(
        short_demand.missing
        for short_demand in unfilled(problem, after)
        if problem.shift_of[short_demand.demand.shifts[0]].day == day
    )
    cover = f"{cell.on_date:%A} {f'{short} short' if short else 'full'}"
    words = [f"{wording.choice_name(board.plan, choice)} put for {board.person(cell.person_id).name}."]
    words += [f"Cover: {cover}.", *wording.reasons(board.plan, choice.price)]
    return " ".join(words)
