"""The protocol by which other slices and packages add sections to the passport (house rule 6).

Placements, training and competences implement it, and `app.py` passes the implementations in, so that the
passport imports none of them. The passport page shows the sections and readiness counts their evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from flask import current_app
from sqlalchemy.orm import Session

from workforce.readiness.evidence import Evidence


class Column(StrEnum):
    """Where on a wide page a section stands; a phone shows the main column first."""

    MAIN = "main"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing that waits for a verifier, or runs out; it leads to the page where it is dealt with."""

    person_id: int
    #: What it is: "Right to work", "Fire safety".
    what: str
    #: What has happened: "Gave a share code on 3 November".
    happened: str
    #: The view that deals with it, and what its address needs besides the organisation.
    endpoint: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    #: What the verifier does there.
    action: str = "Verify"
    #: The last valid day of what runs out.
    until: date | None = None
    #: True while a question waits for the person's answer.
    with_person: bool = False


@runtime_checkable
class WorkSource(Protocol):
    """A section that also gives verifiers work; both answers take a fixed number of queries."""

    def awaiting(self, session: Session, organisation_id: int) -> list[WorkItem]:
        """Return what waits for a verifier of this organisation."""
        ...

    def running_out(self, session: Session, organisation_id: int, first: date, last: date) -> list[WorkItem]:
        """Return what people of this organisation hold that runs out in these days and is not renewed."""
        ...


class PassportSection(Protocol):
    """A part of the passport that another slice or package keeps."""

    #: Stable name of the section, used in addresses and in sharing.
    key: str
    #: The template that shows the section; it is given what `context` returns as `section`.
    template: str
    #: Where on the page it stands; lower comes first.
    order: int
    column: Column

    def evidence(self, session: Session, person_ids: Collection[int]) -> Mapping[int, list[Evidence]]:
        """Return all evidence of these people, past and present, in at most two queries however many."""
        ...

    def context(self, session: Session, person_id: int, on: date) -> Mapping[str, Any]:
        """Return what the template needs to show one person's section as of a day.

        Under the key `figure` may stand what the identity card says of the section: a mapping of `value`
        ("6 of 6") and `label` ("checks verified"). The template's card carries the section's key as its id.
        """
        ...


class Sections:
    """The sections of the passport in their order; made once, in `app.py` and in the worker."""

    def __init__(self, sections: Iterable[PassportSection]) -> None:
        self._sections = sorted(sections, key=lambda section: section.order)

    def __iter__(self) -> Iterator[PassportSection]:
        return iter(self._sections)

    def work_sources(self) -> list[WorkSource]:
        """Return the sections that give verifiers work."""
        return [section for section in self._sections if isinstance(section, WorkSource)]

    def evidence(self, session: Session, person_ids: Collection[int]) -> dict[int, list[Evidence]]:
        """Return everything that these passports hold, from every section."""
        by_person: dict[int, list[Evidence]] = {person_id: [] for person_id in person_ids}
        for section in self._sections:
            for person_id, items in section.evidence(session, person_ids).items():
                by_person[person_id].extend(items)
        return by_person


def sections() -> Sections:
    """Return what the passport of this application is made of."""
    kept: Sections = current_app.extensions["passport_sections"]
    return kept
