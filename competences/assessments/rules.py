"""Who may sign off what, and what is missing if not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from competences.frameworks.rules import earliest
from workforce.readiness.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Right:
    """An assessor's right to a competence, as far as the question of today needs it."""

    organisation_id: int
    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the right is valid on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether somebody may sign off, for whom and until when; if not, the sentence that says why."""

    refusal: str = ""
    organisation_id: int | None = None
    until: date | None = None

    @property
    def given(self) -> bool:
        """True when the assessor may sign off."""
        return not self.refusal


def may_sign_off(
    title: str,
    rights: Iterable[Right],
    held: Iterable[Evidence] | None,
    on: date,
    *,
    oneself: bool = False,
) -> Permit:
    """Return whether an assessor may sign off a competence on a day.

    `rights` are the assessor's rights to it at the organisations of the person who is assessed, past ones
    too. `held` is what the assessor holds of it, past too, or None where nobody holds it in their own
    right: the knowledge, skills and behaviours of an apprenticeship are judged, not held.
    """
    if oneself:
        return Permit("You cannot sign off yourself. Ask another assessor to watch you.")
    rights = sorted(rights, key=lambda right: right.valid_until or date.max)
    current = [right for right in rights if right.holds_on(on)]
    if not current:
        return Permit(_no_right(title, rights, on))
    until = current[-1].valid_until
    if held is not None:
        own = list(held)
        holding = [item for item in own if item.holds_on(on)]
        if not holding:
            return Permit(_not_held(title, own))
        until = earliest(until, max(item.valid_until or date.max for item in holding))
    return Permit(organisation_id=current[-1].organisation_id, until=None if until == date.max else until)


def _no_right(title: str, rights: Sequence[Right], on: date) -> str:
    begins = min((right.valid_from for right in rights if right.valid_from > on), default=None)
    if begins:
        return f"Your right to assess “{title}” begins on {_day(begins)}."
    if rights and rights[-1].valid_until is not None:
        return (
            f"Your right to assess “{title}” ended on {_day(rights[-1].valid_until)}. "
            "Ask your apprenticeship coordinator to renew it."
        )
    return (
        f"You do not have the right to assess “{title}” where this person works. "
        "Ask the apprenticeship coordinator there for it."
    )


def _not_held(title: str, own: Sequence[Evidence]) -> str:
    ended = [item.valid_until for item in own if item.valid_until is not None]
    if ended:
        return f"Your own “{title}” ran out on {_day(max(ended))}. Have it signed off again first."
    return f"You do not hold “{title}” yourself. Ask somebody who does to sign off this person."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def still_to_see(steps: Sequence[str], seen: Iterable[str]) -> list[str]:
    """Return the steps of a competence that nobody has seen yet, in their order."""
    done = set(seen)
    return [step for step in steps if step not in done]
