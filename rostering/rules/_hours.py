"""Paid minutes in a period of the contract."""

from __future__ import annotations

from collections.abc import Sequence

from rostering.problem import HoursPeriod
from rostering.rules.base import Duty


def paid_min(duties: Sequence[Duty], period: HoursPeriod) -> int:
    """Return the paid minutes of the duties that start in a period."""
    return sum(duty.paid_min for duty in duties if period.from_day <= duty.day < period.to_day)
