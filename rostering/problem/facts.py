"""What is known before a rota is made: duties, people, needs and the rules in force.

Units: every ``*_min`` is whole minutes. Points in time are minutes from 00:00 local time of day 0 (the first
day of the horizon) and are elapsed minutes, so that a night on which the clocks change is an hour longer or
shorter; they are negative before the horizon. Days are numbered 0 to ``days - 1``; a range of days includes
its first day and excludes its last. A duty belongs to the day on which it starts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

MINUTES_PER_DAY = 1440

ParamValue: TypeAlias = int | bool | str | tuple["ParamValue", ...]


class Stage(StrEnum):
    """The step at which a person drops out of the candidates for a duty, in the order asked."""

    TEAM = "team"
    ROLE = "role"
    COMPETENCE = "competence"
    READY = "ready"
    AWAY = "away"
    WORKING = "working"
    LAW = "law"
    TEAM_RULES = "team_rules"


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
        Elapsed minutes from the first midnight of the horizon; ``end_min > start_min``.
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
    roles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """A competence that a person holds from ``from_day`` up to but not including ``to_day``.

    ``to_day=None`` means beyond the horizon. A competence that lapses on day 5 is valid to the end of day 5:
    give ``to_day=6``. ``note`` may say in words why it ends ("lapses Tuesday 19 January").
    """

    key: str
    from_day: int = 0
    to_day: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of days on which a person may not work some duties because something is missing or refused.

    Parameters
    ----------
    stage : Stage
        Where it is shown in the candidate funnel: ROLE, COMPETENCE or READY (checks, registration, right to
        work, placement).
    reason : str
        A code, for example ``"dbs_missing"`` or ``"placement_ended"``.
    words : str
        The same for a person who has to act on it: "placement ends 17 January".
    from_day, to_day : int, int or None
        Days blocked, last day excluded; None means to the end. A duty is blocked when any date it touches is.
    host_key, site_key, type_key : str or None
        Only duties for this organisation, at this site, of this type; None means any.
    """

    stage: Stage
    reason: str
    words: str
    from_day: int = 0
    to_day: int | None = None
    host_key: str | None = None
    site_key: str | None = None
    type_key: str | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of time in which a person cannot work here: leave, study, agreed unavailability.

    ``words`` is what the lead may read ("annual leave 18 to 24 January"); keep health reasons out of it.
    ``excluded`` says that its whole days are left out of the weekly average (leave, sickness, maternity).
    """

    start_min: int
    end_min: int
    reason: str
    words: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class FixedDuty:
    """Work that is not for this run to decide: at another employer, in another team, or in the past.

    Give everything that touches the horizon and the five weeks before it; older work goes into `PastWeek`.

    Parameters
    ----------
    start_min, end_min : int
        Elapsed minutes from the first midnight of the horizon; negative in the past.
    work_min : int
        Minutes of working time.
    employer_key : str
        For whom; compared with `Worker.employer_key`.
    paid_min : int
        Minutes that count towards the contracted hours of `Worker.hours` (0 for another employer's work).
    is_night : bool
        Whether it was a night duty.
    label : str
        What the lead may read; leave it empty for another employer's duty.
    """

    start_min: int
    end_min: int
    work_min: int
    employer_key: str
    paid_min: int = 0
    is_night: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class PastWeek:
    """Seven days of the past with the work of every employer added.

    Parameters
    ----------
    work_min : int
        Working time in minutes.
    worked_days : int
        Days on which work started, 0 to 7.
    excluded_days : int
        Days of leave, sickness and the like that the average must leave out, 0 to 7.
    """

    work_min: int
    worked_days: int = 0
    excluded_days: int = 0


@dataclass(frozen=True, slots=True)
class HoursPeriod:
    """Contracted hours of days ``from_day`` up to but not including ``to_day``, inside the horizon.

    Minutes are paid minutes in this rota plus paid minutes of fixed duties that start in the period; take
    leave and training that is credited out of the figures first. None means no such figure.
    """

    from_day: int
    to_day: int
    min_min: int | None = None
    max_min: int | None = None
    target_min: int | None = None


@dataclass(frozen=True, slots=True)
class WeekCap:
    """Most working minutes in a calendar week (Monday to Sunday), all employers added, as on a visa.

    It holds in every week that has a day in ``from_day`` to ``to_day`` (excluded; None means to the end).
    """

    max_min: int
    words: str
    from_day: int = 0
    to_day: int | None = None


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
class Worker:
    """One person, by an opaque key, with all that bears on when they may work.

    Parameters
    ----------
    key : str
        Opaque and unique.
    employer_key : str
        Who employs them for the duties of this rota.
    roles : tuple of str
        Roles held throughout, usually one.
    skills : tuple of Skill
        Competences with the days on which they hold.
    blocks, away, fixed : tuples
        What forbids duties: readiness, absence, work elsewhere or in the past.
    past_weeks : tuple of PastWeek
        Weeks before the horizon, the latest first: item 0 is days -7 to -1. Give as many as the longest
        reference period in force (17, 26 or 52), or as many as the person has been in post.
    post_start_day : int or None
        First day in post if later than the start of the longest reference period; negative in the past.
    usual_day_min : int
        Usual working minutes of a working day; stands for days after the horizon that an average has to bring
        in.
    opted_out : bool
        Whether a valid opt-out from the weekly average is held for every employer.
    night_worker : bool
        Whether the person counts as a night worker.
    young_until_day : int or None
        First day on which the person is 18; duties of earlier days fall under the rules for under-18s. None:
        adult.
    week_caps, hours, requests, fair_shares : tuples
        Visa caps, contracted hours, wishes, fairness counts.
    locked : tuple of str
        Shift keys this person must work.
    locked_off : tuple of int
        Days on which this person must have no duty of this rota.
    supervisors : tuple of str or None
        Keys of the people one of whom must be on duty alongside; None means no supervision is needed; an
        empty tuple means it is needed and nobody can give it.
    """

    key: str
    employer_key: str = ""
    roles: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    blocks: tuple[Block, ...] = ()
    away: tuple[Away, ...] = ()
    fixed: tuple[FixedDuty, ...] = ()
    past_weeks: tuple[PastWeek, ...] = ()
    post_start_day: int | None = None
    usual_day_min: int = 0
    opted_out: bool = False
    night_worker: bool = False
    young_until_day: int | None = None
    week_caps: tuple[WeekCap, ...] = ()
    hours: tuple[HoursPeriod, ...] = ()
    requests: tuple[Request, ...] = ()
    fair_shares: tuple[FairShare, ...] = ()
    locked: tuple[str, ...] = ()
    locked_off: tuple[int, ...] = ()
    supervisors: tuple[str, ...] | None = None


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
        ``0 <= minimum <= wanted``.
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


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule in force: which, for whom, how strictly and with what figures.

    Parameters
    ----------
    rule : str
        Name in the catalogue `rostering.rules.RULES`.
    hard : bool
        Whether breaking it makes a rota unlawful; otherwise each unit broken costs ``weight``.
    weight : int
        Cost of one unit, 0 or more; without meaning when hard.
    params : mapping
        The rule's parameters by name (see ``Parameters`` of the rule); figures of law arrive here.
    workers : tuple of str or None
        Whom it binds; None means everybody it can apply to.
    key : str
        Tells two specs of one rule apart; the rule's name when empty.
    """

    rule: str
    hard: bool = True
    weight: int = 0
    params: Mapping[str, ParamValue] = field(default_factory=dict)
    workers: tuple[str, ...] | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """Return the key under which its violations and its score line are reported."""
        return self.key or self.rule


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a rota is made from and judged by.

    Parameters
    ----------
    first_day : datetime.date
        Date of day 0; gives weekdays and the dates in sentences.
    days : int
        Length of the horizon, 1 or more.
    shifts, workers, demands, rules : tuples
        With unique keys; the order is kept and has no meaning except to make runs repeatable.
    day_starts : tuple of int
        Elapsed minutes at each local midnight, ``days + 1`` of them; left empty, every day has 1,440 minutes.
    name : str
        What to call it in messages.
    labels : mapping
        What to call roles, skills, sites and organisations in sentences, by key; a key without one stands for
        itself.

    Raises
    ------
    ProblemError
        When a value is out of range or a key is unknown; the message starts with the field.
    """

    first_day: date
    days: int
    shifts: tuple[Shift, ...]
    workers: tuple[Worker, ...]
    demands: tuple[Demand, ...] = ()
    rules: tuple[RuleSpec, ...] = ()
    day_starts: tuple[int, ...] = ()
    name: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    shift_of: Mapping[str, Shift] = field(init=False, repr=False, compare=False)
    worker_of: Mapping[str, Worker] = field(init=False, repr=False, compare=False)
    shifts_on: tuple[tuple[Shift, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        from rostering.problem.validate import validate  # here, because it needs these classes

        if not self.day_starts and self.days > 0:
            object.__setattr__(
                self, "day_starts", tuple(MINUTES_PER_DAY * day for day in range(self.days + 1))
            )
        object.__setattr__(self, "shift_of", {shift.key: shift for shift in self.shifts})
        object.__setattr__(self, "worker_of", {worker.key: worker for worker in self.workers})
        validate(self)
        by_day: list[list[Shift]] = [[] for _ in range(self.days)]
        for shift in self.shifts:
            by_day[shift.day].append(shift)
        object.__setattr__(self, "shifts_on", tuple(tuple(shifts) for shifts in by_day))

    def day_start(self, day: int) -> int:
        """Return the elapsed minute of local midnight of a day, which may lie outside the horizon."""
        if day < 0:
            return MINUTES_PER_DAY * day
        if day > self.days:
            return self.day_starts[-1] + MINUTES_PER_DAY * (day - self.days)
        return self.day_starts[day]

    def day_of(self, minute: int) -> int:
        """Return the day in which an elapsed minute lies, which may be outside the horizon."""
        if minute < 0:
            return minute // MINUTES_PER_DAY
        if minute >= self.day_starts[-1]:
            return self.days + (minute - self.day_starts[-1]) // MINUTES_PER_DAY
        return bisect_right(self.day_starts, minute) - 1

    def days_touched(self, shift: Shift) -> range:
        """Return the days on which a duty is worked: one, or two for an overnight duty."""
        return range(shift.day, self.day_of(shift.end_min - 1) + 1)

    def weekday(self, day: int) -> int:
        """Return the weekday of a day, 0 for Monday."""
        return (self.first_day.weekday() + day) % 7

    def date_of(self, day: int) -> date:
        """Return the calendar date of a day."""
        return self.first_day + timedelta(days=day)

    def label(self, key: str) -> str:
        """Return what to call a role, skill, site or organisation in a sentence."""
        return self.labels.get(key, key)

    def weeks(self) -> tuple[range, ...]:
        """Return the calendar weeks with a day in the horizon; the outer ones may reach beyond it."""
        first = -self.weekday(0)
        return tuple(range(start, start + 7) for start in range(first, self.days, 7))
