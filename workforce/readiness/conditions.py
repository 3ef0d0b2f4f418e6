"""What a host may ask of evidence besides having it: a level, a workforce, a full history, a fresh date.

Each condition answers two questions about one piece of evidence: why it is never enough, and until
when it is. The names are those that acceptance rules use.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from workforce.checks.details import DBSLevel, Group, people_of
from workforce.core.clock import add_months, month_and_year
from workforce.readiness.evidence import Evidence


class Condition:
    """One question asked of evidence; `wanted` is what the acceptance rule says."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Say why this evidence is not enough on any day; empty if it may be."""
        return ""

    def last_day(self, wanted: Any, evidence: Evidence) -> date | None:
        """Return the last day on which the condition is met; None if it has no end."""
        return None

    def why_over(self, wanted: Any, evidence: Evidence) -> str:
        """Say why the evidence is not enough after that day."""
        return ""

    def have(self, evidence: Evidence) -> str:
        """Say what is held, in the words of this condition."""
        return evidence.words


class LevelAtLeast(Condition):
    """The DBS certificate has at least this level."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Compare the two levels."""
        have = DBSLevel(evidence.facts.get("level", DBSLevel.BASIC))
        if have.rank >= DBSLevel(wanted).rank:
            return ""
        return f"A {have} certificate is lower than the {wanted} one that is asked for."


class Workforces(Condition):
    """The DBS certificate covers all these workforces."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Name the workforces that are missing."""
        have = tuple(evidence.facts.get("workforces", ()))
        missing = tuple(Group(group) for group in wanted if group not in have)
        if not missing:
            return ""
        covers = f"covers work with {people_of(have)}" if have else "covers no workforce"
        return f"The certificate {covers}, not with {people_of(missing)}. It needs a new application."


class BarredLists(Condition):
    """All these barred lists were checked."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Name the lists that were not checked."""
        have = evidence.facts.get("barred_lists", ())
        missing = tuple(Group(group) for group in wanted if group not in have)
        return f"The barred list for {people_of(missing)} was not checked." if missing else ""


class HistoryYears(Condition):
    """The work history covers at least this many years."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Compare the years."""
        years = evidence.facts.get("history_years", 0)
        if years >= wanted or evidence.facts.get("full_history"):
            return ""
        return f"It covers {years} {'year' if years == 1 else 'years'}, and {wanted} are asked for."


class FullHistory(Condition):
    """The work history goes back to leaving school, with every gap explained."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Say how far back it goes."""
        if evidence.facts.get("full_history"):
            return ""
        return f"It goes back to {month_and_year(evidence.facts.get('starts_on'))} only."


class ReasonsForLeaving(Condition):
    """Earlier employers have confirmed why work with vulnerable people ended."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Say that no employer has confirmed it."""
        return "" if evidence.facts.get("reasons_for_leaving") else "The reason is not confirmed."


class PhotoMaxAge(Condition):
    """The photo on record is at most this many months old."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Say that no photo is on record."""
        return "" if evidence.facts.get("photo_on") else "There is no dated photo."

    def last_day(self, wanted: Any, evidence: Evidence) -> date | None:
        """Count the months from the day on which the photo was taken."""
        taken: date = evidence.facts["photo_on"]
        return add_months(taken, wanted)

    def why_over(self, wanted: Any, evidence: Evidence) -> str:
        """Say how old the photo is."""
        return f"The photo is more than {wanted} months old."

    def have(self, evidence: Evidence) -> str:
        """Say when the photo was taken."""
        taken = evidence.facts.get("photo_on")
        return f"Photo from {taken:%-d %B %Y}" if taken else evidence.words


class MaxAge(Condition):
    """The evidence is at most this many months old, though it may be valid for longer elsewhere."""

    def last_day(self, wanted: Any, evidence: Evidence) -> date | None:
        """Count the months from the day it was done, even if an agreement to count it is of a later day."""
        return add_months(evidence.facts.get("completed_on", evidence.valid_from), wanted)

    def why_over(self, wanted: Any, evidence: Evidence) -> str:
        """Say what this host asks, and that the evidence still counts elsewhere."""
        return f"This employer asks for it every {wanted} months. It still counts elsewhere."

    def have(self, evidence: Evidence) -> str:
        """Say from which day it is."""
        return f"{evidence.words}, from {evidence.valid_from:%-d %B %Y}"


class Part(Condition):
    """The entry is in this part of the register."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Compare the parts."""
        part = evidence.facts.get("part", "")
        return "" if part == wanted else f"The entry is as {part}, and this role needs {wanted}."


class NoConditions(Condition):
    """The register has set no conditions on practice."""

    def why_not(self, wanted: Any, evidence: Evidence) -> str:
        """Say that the register has set conditions."""
        return "The register has set conditions on practice." if evidence.facts.get("conditions") else ""


CONDITIONS: Mapping[str, Condition] = {
    "level": LevelAtLeast(),
    "workforces": Workforces(),
    "barred_lists": BarredLists(),
    "history_years": HistoryYears(),
    "full_history": FullHistory(),
    "reasons_for_leaving": ReasonsForLeaving(),
    "photo_max_age_months": PhotoMaxAge(),
    "max_age_months": MaxAge(),
    "part": Part(),
    "no_conditions": NoConditions(),
}
