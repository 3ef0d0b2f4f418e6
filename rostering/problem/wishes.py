"""What people wish and what would be fair to them: requests, preferred weeks, shares, the way to work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """A wish for one day.

    Parameters
    ----------
    day : int
        Day it is about.
    wants : bool
        True: wants to work one of ``types``; False: wants not to.
    types : tuple of str
        Shift types; empty means any duty, so ``wants=False`` with no types is a wish for a day off.
    weight : int
        How much it matters beside other wishes, 1 or more; multiplied by the weight of the rule ``requests``.
    """

    day: int
    wants: bool
    types: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class FairShare:
    """What has been carried and what would be fair: ``kind`` is "nights" or "weekends".

    ``past`` counts those of the fairness window before the horizon; ``target`` is the fair number for the
    window with the horizon in it. Only what goes above the target costs.
    """

    kind: str
    past: int
    target: int


@dataclass(frozen=True, slots=True)
class PreferredDay:
    """What a person would like to do on every day of a weekday.

    Parameters
    ----------
    weekday : int
        0 for Monday to 6 for Sunday.
    wants : bool
        True: would like to work one of ``types``; False: would rather not.
    types : tuple of str
        Shift types; empty means any duty, so ``wants=False`` with no types is a day that they like to have
        off.
    """

    weekday: int
    wants: bool
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """How long a person is on the road to a site, one way: ``travel_min`` minutes, 0 or more."""

    site_key: str
    travel_min: int
