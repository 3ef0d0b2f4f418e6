"""Evidence and requirements: the two types that passports, acceptance rules and rotas share.

Everything a passport holds (a check, a registration, a training record, a competence, an employment
history) is evidence with a first and a last valid day. Everything a host demands is a requirement.
Readiness is the match of the two on a day; the rota asks the same question of every shift.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class EvidenceKind(StrEnum):
    """What sort of thing is held or demanded."""

    CHECK = "check"
    REGISTRATION = "registration"
    TRAINING = "training"
    COMPETENCE = "competence"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that a passport holds and somebody named has verified.

    `code` says what it is (`criminal_record`, `nmc`, `cstf.fire_safety`), `facts` what a requirement may
    ask of it (`level`, `workforces`, `history_years`). Both days are included; no last day means no end.
    """

    kind: EvidenceKind
    code: str
    label: str
    valid_from: date
    valid_until: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    #: Why it counts although it is not the thing asked for, for example an agreed equivalence.
    because: str = ""
    #: What is held, in a line that every employer may read; the label where there is no more to say.
    summary: str = ""

    @property
    def words(self) -> str:
        """What is held, in words."""
        return self.summary or self.label

    def holds_on(self, day: date) -> bool:
        """Tell whether the evidence is valid on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a host demands for a role, with its source and who can close a gap.

    `conditions` are asked of the facts of the evidence; what each means is in `readiness.rules`.
    """

    kind: EvidenceKind
    code: str
    label: str
    conditions: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    #: What is asked, in a sentence; the label where there is no more to say.
    need: str = ""
    #: Why this host asks for it where others do not; may be empty.
    why: str = ""
    #: Who closes a gap, in words: "you", "your employer", "the host's occupational health".
    closed_by: str = ""
    #: How many days closing it usually takes.
    lead_days: int = 0


@dataclass(frozen=True, slots=True)
class Met:
    """A requirement that is met: by what, and the last day on which it is if nothing is renewed."""

    requirement: Requirement
    by: Evidence
    until: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement that is not met: what is needed, what is there, why that is not enough, and who acts."""

    requirement: Requirement
    have: str
    why: str
    closed_by: str
    #: The earliest day on which it can be closed.
    earliest_on: date | None
    #: True where the evidence was valid before the day in question and has run out.
    ran_out: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a person may do a role at a host on a day, and exactly what is missing if not."""

    on: date
    gaps: tuple[Gap, ...]
    #: The last day of readiness if nothing is renewed, and what runs out then.
    ready_until: date | None = None
    runs_out: str = ""
    met: tuple[Met, ...] = ()

    @property
    def ready(self) -> bool:
        """True when nothing is missing."""
        return not self.gaps

    @property
    def earliest_start_on(self) -> date | None:
        """The first day on which every gap could be closed; None if one of them has no known day."""
        days = [gap.earliest_on for gap in self.gaps]
        if any(day is None for day in days):
            return None
        return max((day for day in days if day is not None), default=self.on)
