"""Placements as those who have a part in them may see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.placements.models import Placement, PlacementStatus


def active_placements_unscoped(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> list[Placement]:
    """Return the agreed placements of these people that hold on some day from `first` to `last`."""
    return list(
        session.scalars(
            select(Placement)
            .where(
                Placement.person_id.in_(person_ids),
                Placement.status == PlacementStatus.ACTIVE,
                Placement.starts_on <= last,
                Placement.ends_on >= first,
            )
            .order_by(Placement.person_id, Placement.starts_on)
        )
    )
