"""What each of the six employment checks records besides who checked and when.

The details of a check are kept as JSON and read only through these classes, which refuse a key that
does not belong to its kind. They hold what the next employer needs to know and never the content of a
criminal record, a medical finding or a copy of a document.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from workforce.core.clock import month_and_year


class CheckKind(StrEnum):
    """The six NHS employment checks; care providers ask for the same six, some in more detail."""

    IDENTITY = "identity"
    RIGHT_TO_WORK = "right_to_work"
    REGISTRATION_QUALIFICATIONS = "registration_qualifications"
    HISTORY_REFERENCES = "history_references"
    CRIMINAL_RECORD = "criminal_record"
    WORK_HEALTH = "work_health"

    @property
    def label(self) -> str:
        """The name of the check as people know it."""
        return _LABELS[self]

    @property
    def slug(self) -> str:
        """The kind as it is written in the addresses of pages."""
        return self.value.replace("_", "-")

    @classmethod
    def from_slug(cls, slug: str) -> CheckKind | None:
        """Return the kind that an address names; None if there is no such check."""
        return next((kind for kind in cls if kind.slug == slug), None)


_LABELS = {
    CheckKind.IDENTITY: "Identity",
    CheckKind.RIGHT_TO_WORK: "Right to work",
    CheckKind.REGISTRATION_QUALIFICATIONS: "Registration and qualifications",
    CheckKind.HISTORY_REFERENCES: "Work history and references",
    CheckKind.CRIMINAL_RECORD: "Criminal record (DBS)",
    CheckKind.WORK_HEALTH: "Work health",
}


class DBSLevel(StrEnum):
    """The levels of a DBS certificate, lowest first."""

    BASIC = "basic"
    STANDARD = "standard"
    ENHANCED = "enhanced"

    @property
    def rank(self) -> int:
        """The place in the order of levels: a higher one covers a lower one."""
        return list(DBSLevel).index(self)


class Group(StrEnum):
    """Whom a DBS certificate is about: the workforce, or the barred list, for adults or for children."""

    ADULT = "adult"
    CHILD = "child"


class LimitCovers(StrEnum):
    """Which hours a limit of the right to work counts."""

    #: Every hour with every employer, as for students in term.
    ALL = "all"
    #: Hours beyond the contract that the permission was given for.
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class IdentityDetails:
    """Which documents were seen, and when the photo on record was taken."""

    documents: tuple[str, ...] = ()
    photo_on: date | None = None

    def facts(self) -> dict[str, Any]:
        """What a host may ask about this check."""
        return {"photo_on": self.photo_on}

    def summary(self) -> str:
        """The check in one line, fit for every employer to read."""
        return f"Seen: {', '.join(self.documents)}" if self.documents else "Identity confirmed"


@dataclass(frozen=True, slots=True)
class RightToWorkDetails:
    """How long and for how many hours the person may work; never which visa they hold."""

    until: date | None = None
    #: Minutes of work allowed in a week, and which hours count; none means no limit.
    week_limit_min: int | None = None
    limit_covers: LimitCovers | None = None
    #: The reference on the results page, for the verifier alone.
    reference: str = ""

    def facts(self) -> dict[str, Any]:
        """What a host may ask about this check; the rota keeps to the limit on hours."""
        return {"week_limit_min": self.week_limit_min, "limit_covers": self.limit_covers}

    def summary(self) -> str:
        """The check in one line, fit for every employer to read."""
        if self.until is None and self.week_limit_min is None:
            return "No limit on dates or hours"
        parts = [f"Until {self.until:%-d %B %Y}"] if self.until else []
        if self.week_limit_min is not None:
            kind = "extra hours" if self.limit_covers is LimitCovers.EXTRA else "hours"
            parts.append(f"at most {self.week_limit_min / 60:g} {kind} a week")
        text = ", ".join(parts)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class QualificationsDetails:
    """Which qualifications were seen; the register itself is a registration."""

    qualifications: tuple[str, ...] = ()
    register_checked: bool = False

    def facts(self) -> dict[str, Any]:
        """What a host may ask about this check."""
        return {}

    def summary(self) -> str:
        """The check in one line, fit for every employer to read."""
        parts = ["Register checked"] if self.register_checked else []
        parts += [f"seen: {', '.join(self.qualifications)}"] if self.qualifications else []
        text = "; ".join(parts) or "No qualification is needed for this role"
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class HistoryDetails:
    """How far back the history goes; for care law also whether it is complete and why earlier jobs ended."""

    starts_on: date | None = None
    checked_on: date | None = None
    references: int = 0
    #: Every job, training and gap since leaving school is listed and each gap explained in writing.
    is_full: bool = False
    #: Earlier employers confirmed why work with vulnerable people ended, or there was no such work.
    reasons_confirmed: bool = False

    def facts(self) -> dict[str, Any]:
        """What a host may ask about this check."""
        return {
            "history_years": self.years,
            "starts_on": self.starts_on,
            "full_history": self.is_full,
            "reasons_for_leaving": self.reasons_confirmed,
        }

    @property
    def years(self) -> int:
        """Whole years from the start of the history to the day it was checked."""
        if self.starts_on is None or self.checked_on is None:
            return 0
        first, last = self.starts_on, self.checked_on
        return last.year - first.year - ((last.month, last.day) < (first.month, first.day))

    def summary(self) -> str:
        """The check in one line, fit for every employer to read."""
        reach = "Since leaving school" if self.is_full else f"{month_and_year(self.starts_on)} onwards"
        references = "1 reference" if self.references == 1 else f"{self.references} references"
        return f"{reach}, {references}"


@dataclass(frozen=True, slots=True)
class CriminalRecordDetails:
    """What sort of DBS certificate was seen; never what it says."""

    level: DBSLevel = DBSLevel.BASIC
    workforces: tuple[Group, ...] = ()
    barred_lists: tuple[Group, ...] = ()
    issued_on: date | None = None
    #: The last four characters of the certificate number, for the verifier alone.
    certificate_end: str = ""
    update_service: bool = False
    status_checked_on: date | None = None

    def facts(self) -> dict[str, Any]:
        """What a host may ask about this check."""
        return {"level": self.level, "workforces": self.workforces, "barred_lists": self.barred_lists}

    def summary(self) -> str:
        """The check in one line, fit for every employer to read."""
        text = self.level.value.capitalize()
        if self.workforces:
            text += f", {people_of(self.workforces)}"
        if self.barred_lists:
            text += f", with {lists_of(self.barred_lists)}"
        if self.update_service:
            text += ". Update Service"
        return text


@dataclass(frozen=True, slots=True)
class WorkHealthDetails:
    """The outcome of occupational health alone."""

    adjustments: bool = False
    #: Cleared for exposure-prone procedures.
    procedures_cleared: bool = False

    def facts(self) -> dict[str, Any]:
        """What a host may ask about this check."""
        return {"procedures_cleared": self.procedures_cleared}

    def summary(self) -> str:
        """The check in one line, fit for every employer to read."""
        return "Fit for this role, with adjustments" if self.adjustments else "Fit for this role"


Details = (
    IdentityDetails
    | RightToWorkDetails
    | QualificationsDetails
    | HistoryDetails
    | CriminalRecordDetails
    | WorkHealthDetails
)

_CLASSES: dict[CheckKind, type[Any]] = {
    CheckKind.IDENTITY: IdentityDetails,
    CheckKind.RIGHT_TO_WORK: RightToWorkDetails,
    CheckKind.REGISTRATION_QUALIFICATIONS: QualificationsDetails,
    CheckKind.HISTORY_REFERENCES: HistoryDetails,
    CheckKind.CRIMINAL_RECORD: CriminalRecordDetails,
    CheckKind.WORK_HEALTH: WorkHealthDetails,
}


def people_of(workforces: tuple[Group, ...]) -> str:
    """Say which workforces a certificate covers: adults, children, or both."""
    names = {Group.ADULT: "adults", Group.CHILD: "children"}
    return " and ".join(names[group] for group in sorted(workforces))


def lists_of(lists: tuple[Group, ...]) -> str:
    """Say which barred lists were checked."""
    if len(lists) == len(Group):
        return "both barred lists"
    return "adults’ barred list" if Group.ADULT in lists else "children’s barred list"


@cache
def _hints(kind: CheckKind) -> dict[str, Any]:
    """Return the types of the fields; cached, because resolving them takes longer than reading a check."""
    return get_type_hints(_CLASSES[kind])


def read(kind: CheckKind, stored: Mapping[str, Any]) -> Details:
    """Return the details of a check from its JSON; ValueError if anything does not belong there."""
    cls = _CLASSES[kind]
    hints = _hints(kind)
    if unknown := set(stored) - set(hints):
        raise ValueError(f"{kind.label} has no {', '.join(sorted(unknown))}")
    try:
        details: Details = cls(**{name: _value(hints[name], value) for name, value in stored.items()})
    except (TypeError, ValueError) as error:
        raise ValueError(f"{kind.label}: {error}") from error
    return details


def write(details: Details) -> dict[str, Any]:
    """Return the details as plain JSON, leaving out what is not known."""
    return {
        field.name: value.isoformat() if isinstance(value, date) else value
        for field in fields(details)
        if (value := getattr(details, field.name)) not in (None, (), "", False)
    }


def _value(wanted: Any, value: Any) -> Any:
    """Turn one JSON value into the type that its field has."""
    if get_origin(wanted) is types.UnionType:
        if value is None:
            return None
        wanted = next(option for option in get_args(wanted) if option is not types.NoneType)
    if get_origin(wanted) is tuple:
        return tuple(_value(get_args(wanted)[0], item) for item in value)
    if wanted is date:
        return date.fromisoformat(value)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted(value)
    if type(value) is not wanted:
        raise TypeError(f"{value!r} is not {wanted.__name__}")
    return value
