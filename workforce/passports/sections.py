"""How the passport grows without importing its growers (house rule 6).

Competences and training live in another package. They implement this protocol, and `app.py` passes the
implementations in; the passport page shows them and readiness counts their evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from sqlalchemy.orm import Session

from workforce.passports.evidence import Evidence


class PassportSection(Protocol):
    """A part of the passport that another slice or package keeps."""

    #: Stable name of the section, used in addresses and in sharing.
    key: str
    #: The template that shows the section; it is given what `context` returns as `section`.
    template: str
    #: Where on the page it stands; lower comes first.
    order: int

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return all evidence of these people, past and present, in at most two queries however many."""
        ...

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return what the template needs to show one person's section as of a day."""
        ...


class Sections:
    """The sections of the passport in their order; made once, in `app.py` and in the worker."""

    def __init__(self, sections: Iterable[PassportSection]) -> None:
        self._sections = sorted(sections, key=lambda section: section.order)

    def __iter__(self) -> Any:
        return iter(self._sections)

    def evidence(self, session: Session, person_ids: Collection[int]) -> dict[int, list[Evidence]]:
        """Return everything that these passports hold, from every section."""
        found: dict[int, list[Evidence]] = {person_id: [] for person_id in person_ids}
        for section in self._sections:
            for person_id, items in section.evidence(session, person_ids).items():
                found[person_id].extend(items)
        return found
