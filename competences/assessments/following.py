"""What assessments ask of the slice that knows who is learning what; `app.py` hands in who answers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from sqlalchemy.orm import Session

#: Returns the ids of the frameworks of the apprenticeships that a person is in.
FollowedFrameworks: TypeAlias = Callable[[Session, int], Collection[int]]
