"""How a training record stands on a day, and what a list of them shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from competences.frameworks.rules import last_valid_day, period_words

#: From how many days before its end a record is shown as running out soon. Ours, not law's.
RUNS_OUT_SOON_DAYS = 60


class Standing(StrEnum):
    """What a record is worth on a day."""

    AWAITING = "awaiting"
    IN_DATE = "in_date"
    RUNS_OUT_SOON = "runs_out_soon"
    RAN_OUT = "ran_out"


@dataclass(frozen=True, slots=True)
class Worth:
    """How a record stands on a day, until when, and how many days are left."""

    standing: Standing
    until: date | None
    days_left: int | None


def worth(completed_on: date, refresh_months: int | None, verified: bool, on: date) -> Worth:
    """Return how a training record stands on a day; it counts to the end of its last day."""
    until = last_valid_day(completed_on, refresh_months)
    days_left = None if until is None else (until - on).days
    if not verified:
        return Worth(Standing.AWAITING, until, days_left)
    if days_left is None or days_left > RUNS_OUT_SOON_DAYS:
        return Worth(Standing.IN_DATE, until, days_left)
    return Worth(Standing.RUNS_OUT_SOON if days_left >= 0 else Standing.RAN_OUT, until, days_left)


@dataclass(frozen=True, slots=True)
class HostPeriod:
    """How often one employer asks for a training where the country asks for another period."""

    host: str
    title: str
    national: str
    asked: str
    why: str


def host_periods(asked: Iterable[tuple[str, str, int | None, int, str]]) -> list[HostPeriod]:
    """Return the periods that differ from the national one, from host, title, both periods and the reason."""
    return [
        HostPeriod(host, title, period_words(national_months), period_words(months), why)
        for host, title, national_months, months, why in asked
        if months != national_months
    ]
