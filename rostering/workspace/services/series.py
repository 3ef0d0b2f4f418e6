"""Several edits of a rota in one request, in their order, each of which is saved or refused by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from rostering.rotas import queries as rota_queries
from rostering.rotas.models import Rota, RotaStatus
from rostering.workspace.queries import Board, board_unscoped
from rostering.workspace.services import edits, published
from rostering.workspace.services.edits import Cell
from workforce.core.access import Actor, Permission
from workforce.core.errors import DomainError, NotFound
from workforce.readiness.sections import Sections


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to happen in a cell: a shift or a day off put there, then the lock set or taken away."""

    cell: Cell
    #: Whether something is put there; the shift, where None is a day off.
    puts: bool
    template_id: int | None
    #: None leaves the lock as it is.
    locked: bool | None
    #: Why it changes, for a rota that is published.
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edit, in words, and what stands in its cell now."""

    cell: Cell
    saved: bool
    words: str
    template_id: int | None
    locked: bool


def carry_out(
    session: Session, sections: Sections, actor: Actor, rota_id: int, series: Sequence[Edit]
) -> list[Outcome]:
    """Carry out edits in their order and return what became of each; one that is refused stops no other."""
    rota = rota_queries.rota_for(session, actor, rota_id, Permission.MAKE_ROTA)
    session.refresh(rota, with_for_update={"of": Rota})
    # A draft is planned once for all its edits, which takes most of the time of an edit.
    board = board_unscoped(session, sections, rota) if rota.status is RotaStatus.DRAFT else None
    outcomes = []
    for edit in series:
        try:
            words, board = _carry_out(session, sections, actor, rota, board, edit)
            saved = True
        except NotFound:
            words, saved = "This person or day is not in the rota any more. Open the rota again.", False
        except DomainError as error:
            words, saved = error.message, False
        standing = rota_queries.assignment_unscoped(session, rota_id, edit.cell.person_id, edit.cell.on_date)
        outcomes.append(
            Outcome(
                edit.cell,
                saved,
                words,
                standing.shift_template_id if standing else None,
                standing is not None and standing.locked,
            )
        )
    return outcomes


def _carry_out(
    session: Session, sections: Sections, actor: Actor, rota: Rota, board: Board | None, edit: Edit
) -> tuple[str, Board | None]:
    said = []
    if edit.puts and board is not None:
        words, board = edits.put_on(session, actor, board, edit.cell, edit.template_id)
        said.append(words)
    elif edit.puts:
        change = published.change(session, sections, actor, rota.id, edit.cell, edit.template_id, edit.reason)
        said.append(change)
    if edit.locked is not None:
        seen = edit.template_id if edit.puts else edit.cell.seen_template_id
        cell = Cell(edit.cell.person_id, edit.cell.on_date, seen, () if edit.puts else edit.cell.or_seen)
        said.append(edits.lock(session, actor, rota.id, cell, locked=edit.locked))
    return " ".join(said), board
