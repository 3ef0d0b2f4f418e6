"""What a verification would change, shown before the verifier confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from workforce.passports.queries.places import WorkPlace, places_unscoped
from workforce.readiness.evidence import Evidence, Gap, Readiness
from workforce.readiness.queries import evidence_unscoped, requirements_of_places_unscoped
from workforce.readiness.rules import assess
from workforce.readiness.sections import Sections


@dataclass(frozen=True, slots=True)
class Effect:
    """What would still be missing at one place once something is verified."""

    at: WorkPlace
    before: Readiness
    remaining: tuple[Gap, ...]

    @property
    def closes(self) -> int:
        """How many gaps it would close there."""
        return len(self.before.gaps) - len(self.remaining)


def effects_unscoped(
    session: Session,
    sections: Sections,
    person_id: int,
    codes: set[str],
    added: Evidence | None,
    on: date,
) -> list[Effect]:
    """Return what verifying the evidence with these codes would change at each of a person's places.

    With `added` the effect is that of this piece of evidence, without it that of everything being in order.
    """
    places = places_unscoped(session, [person_id], on)[person_id]
    requirements = requirements_of_places_unscoped(session, [place.place for place in places], on)
    evidence = evidence_unscoped(session, sections, [person_id])[person_id]
    effects = []
    for place in places:
        before = assess(requirements[place.place], evidence, on)
        if added is not None:
            remaining = assess(requirements[place.place], [*evidence, added], on).gaps
        else:
            remaining = tuple(gap for gap in before.gaps if gap.requirement.code not in codes)
        effects.append(Effect(place, before, remaining))
    return effects
