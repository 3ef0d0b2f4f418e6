"""The units in which days are counted, and how many of them a horizon may have."""

from __future__ import annotations

from typing import Final

MINUTES_PER_DAY: Final = 1440
#: The longest horizon: nearly fourteen years.
MAX_DAYS: Final = 5_000
