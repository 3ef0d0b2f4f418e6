"""What assessments ask of the slice that knows who is learning what; `app.py` wires the answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sqlalchemy.orm import Session


class FollowedFrameworks(Protocol):
    """Says which frameworks a person is learning by, so that others are left out of what counts for them."""

    def __call__(self, session: Session, person_id: int, /) -> Collection[int]:
        """Return the ids of the frameworks of the apprenticeships that a person is in."""
