"""People: what they can do, when they cannot and what they have worked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rostering.problem.wishes import FairShare, Journey, PreferredDay, Request


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
class Skill:
    """A competence that a person holds on some days.

    Parameters
    ----------
    key : str
        Which; compared with `Shift.skills` and `Demand.skills`.
    from_day, to_day : int, int or None
        Days on which it holds, last day excluded; None means beyond the horizon. A competence that lapses on
        day 5 is valid to the end of day 5: give ``to_day=6``.
    note : str
        May say in words why it ends ("lapses Tuesday 19 January").
    """

    key: str
    from_day: int = 0
    to_day: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatedRole:
    """A role that a person holds on some days only, as before or after a promotion.

    Parameters
    ----------
    key : str
        Which; compared with `Shift.roles` and `Demand.roles`.
    from_day, to_day : int, int or None
        Days on which it is held, last day excluded; None means beyond the horizon.
    """

    key: str
    from_day: int = 0
    to_day: int | None = None


@dataclass(frozen=True, slots=True)
class OptOut:
    """Days on which a person's opt-out from the weekly average holds at every employer.

    Parameters
    ----------
    from_day, to_day : int, int or None
        Last day excluded; None means beyond the horizon. Only reference periods whose last day is one of
        these are lifted.
    """

    from_day: int = 0
    to_day: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of days on which a person may not work some duties because something is missing or refused.

    Parameters
    ----------
    stage : Stage
        Where it is shown in the candidate funnel: TEAM, ROLE, COMPETENCE or READY (checks, registration,
        right to work, placement).
    reason : str
        A code, for example ``"dbs_missing"`` or ``"placement_ended"``.
    words : str
        The same for a person who has to act on it: "placement ends 17 January".
    from_day, to_day : int, int or None
        Days blocked, last day excluded; None means to the end. A duty is blocked when any date it touches is.
    host_key, site_key, type_key : str or None
        Only duties for this organisation, at this site, of this type; None means any.
    by_start : bool
        Whether a duty is blocked only when it starts on one of the days.
    """

    stage: Stage
    reason: str
    words: str
    from_day: int = 0
    to_day: int | None = None
    host_key: str | None = None
    site_key: str | None = None
    type_key: str | None = None
    by_start: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch of time in which a person cannot work here: leave, study, agreed unavailability.

    Parameters
    ----------
    start_min, end_min : int
        Elapsed minutes from the first midnight of the horizon, the end excluded.
    reason : str
        A code, for example ``"leave"``.
    words : str
        What the lead may read ("annual leave 18 to 24 January"); keep health reasons out of it.
    excluded : bool
        Whether its whole days are left out of the weekly average (leave, sickness, maternity).
    lead_in_min : int
        How many minutes after the start a duty that began before it may still end: the night before leave.
    words_before : str
        What the lead may read of a duty that begins before it and runs into it; ``words`` if empty.
    """

    start_min: int
    end_min: int
    reason: str
    words: str
    excluded: bool = False
    lead_in_min: int = 0
    words_before: str = ""


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
    type_key : str
        The type of shift it was, where it was one of this rota's; compared with `Shift.type_key`.
    """

    start_min: int
    end_min: int
    work_min: int
    employer_key: str
    paid_min: int = 0
    is_night: bool = False
    label: str = ""
    type_key: str = ""


@dataclass(frozen=True, slots=True)
class PastWeek:
    """Seven days of the past with the work of every employer added.

    Parameters
    ----------
    work_min : int
        Working time in minutes; of a duty over the midnight at which the week begins or ends, the part in it.
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
    """Contracted hours of some days.

    Minutes are paid minutes in this rota plus paid minutes of fixed duties that start in the period; take
    leave and training that is credited out of the figures first.

    Parameters
    ----------
    from_day, to_day : int
        Days inside the horizon, last day excluded. Periods of a person may overlap, as a week and its month
        do, and each is judged by itself; the same days make one period only.
    min_min, max_min : int or None
        The least and the most paid minutes, ``0 <= min_min <= max_min``, for the rule ``contract_hours``;
        None: no such limit.
    target_min : int or None
        The paid minutes aimed at (0 or more), for the rule ``hours_target``; None: none.
    """

    from_day: int
    to_day: int
    min_min: int | None = None
    max_min: int | None = None
    target_min: int | None = None


@dataclass(frozen=True, slots=True)
class WeekCap:
    """The most work in a calendar week (Monday to Sunday), all employers added, as on a visa.

    Parameters
    ----------
    max_min : int
        Working minutes in a week.
    words : str
        Why: "student visa".
    from_day, to_day : int, int or None
        It holds in every week that has a day in these, last day excluded; None means to the end.
    """

    max_min: int
    words: str
    from_day: int = 0
    to_day: int | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """One person, by an opaque key, with all that bears on when they may work.

    Parameters
    ----------
    key : str
        Opaque and unique.
    employer_key : str
        Who employs them for the duties of this rota.
    team_key : str
        Their own team; every duty for another is mutual aid. Empty when there is only one.
    roles : tuple of str
        Roles held throughout, usually one.
    dated_roles : tuple of DatedRole
        Further roles that are held on some days only. A duty asks for a role on every date it touches, so a
        night on which the role changes can be worked by neither role alone.
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
        Whether a valid opt-out from the weekly average is held throughout for every employer.
    opt_outs : tuple of OptOut
        Days on which such an opt-out holds where it does not hold throughout.
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
    journeys : tuple of Journey
        How long the way is to each site; a site left out has no way worth counting.
    hour_pence : int
        What a paid hour of this person costs, in pence (0 or more; 0: not known or not counted).
    preferred_week : tuple of PreferredDay
        The week they would like to work, each weekday once at most; a weekday left out does not matter.
    earlier : tuple of str or None
        Shift keys that this person had in an earlier rota for the same days; None: there was none to compare
        with.
    """

    key: str
    employer_key: str = ""
    team_key: str = ""
    roles: tuple[str, ...] = ()
    dated_roles: tuple[DatedRole, ...] = ()
    skills: tuple[Skill, ...] = ()
    blocks: tuple[Block, ...] = ()
    away: tuple[Away, ...] = ()
    fixed: tuple[FixedDuty, ...] = ()
    past_weeks: tuple[PastWeek, ...] = ()
    post_start_day: int | None = None
    usual_day_min: int = 0
    opted_out: bool = False
    opt_outs: tuple[OptOut, ...] = ()
    night_worker: bool = False
    young_until_day: int | None = None
    week_caps: tuple[WeekCap, ...] = ()
    hours: tuple[HoursPeriod, ...] = ()
    requests: tuple[Request, ...] = ()
    fair_shares: tuple[FairShare, ...] = ()
    locked: tuple[str, ...] = ()
    locked_off: tuple[int, ...] = ()
    supervisors: tuple[str, ...] | None = None
    journeys: tuple[Journey, ...] = ()
    hour_pence: int = 0
    preferred_week: tuple[PreferredDay, ...] = ()
    earlier: tuple[str, ...] | None = None
