"""The units in which days are counted, and how many of them a horizon may have."""

from __future__ import annotations

from typing import Final

MINUTES_PER_DAY: Final = 1440
#: The longest horizon: nearly fourteen years.
MAX_DAYS: Final = 5_000


def work_until(at_min: int, start_min: int, end_min: int, work_min: int) -> int:
    """Return how many working minutes of a duty lie before an instant; breaks are spread evenly."""
    inside_min = min(max(at_min, start_min), end_min) - start_min
    return work_min * inside_min // (end_min - start_min)
