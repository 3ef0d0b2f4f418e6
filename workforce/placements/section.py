"""The section of the passport that shows placements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from workforce.placements.queries import placements_of_unscoped
from workforce.placements.rules import turn
from workforce.readiness.evidence import Evidence
from workforce.readiness.sections import Column


class PlacementsSection:
    """Where a person works besides their own employer, and who has still to agree."""

    key = "placements"
    template = "workforce/placements/section.html"
    order = 110
    column = Column.SIDE

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return nothing: leave to work somewhere is no evidence of anything that an employer asks for."""
        return {}

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the placements of one person, the latest first."""
        placements = placements_of_unscoped(session, person_id)
        return {"placements": [(placement, turn(placement.status)) for placement in placements], "on": on}
