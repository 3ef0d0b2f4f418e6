"""Records changes of a published rota with the notice that people were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from rostering.rotas.models import Rota, RotaChange
from workforce.core import clock
from workforce.core.access import Actor


@dataclass(frozen=True, slots=True)
class ShiftInCell:
    """The shift in a cell before or after a change."""

    name: str
    starts_at: datetime


def record_change(
    session: Session,
    actor: Actor,
    rota: Rota,
    cell: tuple[int, date],
    was: ShiftInCell | None,
    became: ShiftInCell | None,
    reason: str,
) -> RotaChange:
    """Record what changed for a person on a day, and how long before the earlier of the two shifts."""
    now = clock.now()
    first = min(shift.starts_at for shift in (was, became) if shift is not None)
    change = RotaChange(
        rota_id=rota.id,
        person_id=cell[0],
        on_date=cell[1],
        was=was.name if was else "",
        became=became.name if became else "",
        reason=reason,
        changed_at=now,
        changed_by_account_id=actor.account_id,
        notice_min=max(int((first - now).total_seconds()) // 60, 0),
    )
    session.add(change)
    return change
