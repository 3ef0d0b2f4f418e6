"""Duties, and how many people they need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shift:
    """One duty on one day, which any number of people may work.

    Parameters
    ----------
    key : str
        Unique in the problem, for example ``"L@12@bridport"``.
    type_key : str
        The template it comes from, for example ``"L"``; rules about kinds of duty compare this.
    label : str
        What people call it ("Late"); used in sentences only.
    day : int
        Day of its start, 0 to ``days - 1``.
    start_min, end_min : int
        Elapsed minutes from the first midnight of the horizon; ``end_min > start_min``, by 14 days at most.
    work_min : int
        Minutes that count as working time under the Working Time Regulations (0 or more, unpaid breaks left
        out).
    paid_min : int
        Minutes that count towards contracted hours (0 or more).
    break_min : int
        Minutes of rest break inside the duty.
    night_min : int
        Minutes of working time inside the night period that planning applied.
    is_night : bool
        Whether it counts as a night duty for runs of nights, rest after nights and fairness.
    site_key, host_key : str
        Where it is worked and for which organisation; empty when it does not matter.
    team_key : str
        Which team it belongs to; empty when there is only one.
    roles : tuple of str
        Only people with at least one of these roles may work it; empty means everyone.
    skills : tuple of str
        Everyone who works it must hold all of these on every date it touches.
    """

    key: str
    type_key: str
    label: str
    day: int
    start_min: int
    end_min: int
    work_min: int
    paid_min: int
    break_min: int = 0
    night_min: int = 0
    is_night: bool = False
    site_key: str = ""
    host_key: str = ""
    team_key: str = ""
    roles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """How many people are needed at once, and with what.

    A person on any of ``shifts`` counts if they have one of ``roles`` (empty: any) and hold all ``skills`` on
    every date the duty touches. One person counts towards every demand they meet.

    Parameters
    ----------
    key : str
        Unique in the problem.
    shifts : tuple of str
        Keys of the duties that cover it: a Late demand may be covered by the Late and by the Long day.
    label : str
        Who is needed, in words: "Registered nurse with IV therapy".
    minimum, wanted : int
        How many people at once, ``0 <= minimum <= wanted``.
    roles, skills : tuple of str
        Whom it takes: one of these roles (empty: any), and all of these skills.
    maximum : int or None
        The most people, ``wanted`` or more, for the rule ``maximum_cover``; None: any number.
    under_minimum, under_wanted, over : int
        Weight of each person missing below minimum, missing below wanted, and beyond wanted; each is
        multiplied by the weight of the rule ``minimum_cover``, ``wanted_cover`` or ``over_cover``. A person
        missing below the minimum counts for the minimum only.
    """

    key: str
    shifts: tuple[str, ...]
    label: str
    minimum: int
    wanted: int
    roles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    under_minimum: int = 1
    under_wanted: int = 1
    over: int = 0
    maximum: int | None = None
