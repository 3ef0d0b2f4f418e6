"""Organisations, sites and neighbourhoods, which everybody signed in may know of."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from workforce.organisations.models import Organisation


def is_demonstration_unscoped(session: Session) -> bool:
    """Tell whether this county holds made-up organisations, so that every page can say so."""
    return session.scalar(select(Organisation.id).where(Organisation.is_fictional).limit(1)) is not None
