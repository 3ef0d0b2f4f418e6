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
        How much it matters beside other wishes, 0 or more; multiplied by the weight of the rule ``requests``.
    """

    day: int
    wants: bool
    types: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class FairShare:
    """What has been carried and what would be fair; only what goes above the target costs.

    Parameters
    ----------
    kind : str
        What is shared: "nights", "weekends", or "duties" of people without contracted hours.
    past : int
        Those worked in the fairness window before the horizon, 0 or more.
    target : int
        The fair number for the window with the horizon in it, 0 or more.
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
    """How long a person is on the road to a site.

    Parameters
    ----------
    site_key : str
        Where to; compared with `Shift.site_key`.
    travel_min : int
        Minutes one way, 0 or more.
    """

    site_key: str
    travel_min: int
