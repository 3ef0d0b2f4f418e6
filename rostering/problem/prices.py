"""What one more person would be worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Price:
    """What one more person on a demand would be worth.

    Parameters
    ----------
    demand : str
        Its key.
    each : float
        By how many points the cost would fall at most with one more person there who costs nothing, give or
        take the gap that was left open; 0 or more. It is the price at which the bound was proven, so a demand
        that is filled has one too: filling it costs something elsewhere.
    missing : int
        How many people the rota has there below what is wanted.
    missing_cost : int
        What these cost in it, in points: so much would surely be saved by sending as many.
    """

    demand: str
    each: float
    missing: int
    missing_cost: int
