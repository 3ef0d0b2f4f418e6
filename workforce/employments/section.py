"""The section of the passport that shows jobs and service."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from workforce.employments.queries import history_unscoped
from workforce.passports.evidence import Evidence
from workforce.passports.sections import Column


class ServiceSection:
    """Jobs, gaps and service."""

    key = "service"
    template = "workforce/employments/section.html"
    order = 130
    column = Column.SIDE

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return nothing: a history counts once an employer has verified it, as a check."""
        return {}

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return the history of one person."""
        return {"history": history_unscoped(session, person_id, on), "on": on}
