"""The rostering problem and its answer as plain, frozen data.

Everything here is pure Python: no database, no web, no solver. A problem is pseudonymous: people, sites,
employers and duties are opaque keys, and every time is a whole number of minutes from the first midnight of
the horizon.

Examples
--------
>>> from datetime import date
>>> early = Shift("E0", "E", "Early", day=0, start_min=420, end_min=900, work_min=450, paid_min=450)
>>> nurse = Worker(key="w1", roles=("nurse",))
>>> need = Demand(key="d1", shifts=("E0",), label="Nurse", minimum=1, wanted=1, roles=("nurse",))
>>> cover = RuleSpec(rule="minimum_cover", hard=False, weight=1000)
>>> problem = Problem(date(2027, 1, 4), 1, (early,), (nurse,), demands=(need,), rules=(cover,))
>>> problem.weekday(0)
0
"""

from rostering.problem.conflict import Asked, Conflict
from rostering.problem.duties import Demand, Shift
from rostering.problem.errors import ProblemError
from rostering.problem.facts import Problem
from rostering.problem.outcome import (
    Assignment,
    Limits,
    Progress,
    Report,
    Result,
    Roster,
    ScoreLine,
    Status,
    Violation,
)
from rostering.problem.people import (
    Away,
    Block,
    DatedRole,
    FixedDuty,
    HoursPeriod,
    OptOut,
    PastWeek,
    Skill,
    Stage,
    WeekCap,
    Worker,
)
from rostering.problem.prices import Price
from rostering.problem.specs import ParamValue, RuleSpec
from rostering.problem.units import MAX_DAYS, MINUTES_PER_DAY
from rostering.problem.wishes import FairShare, Journey, PreferredDay, Request

__all__ = [
    "MAX_DAYS",
    "MINUTES_PER_DAY",
    "Asked",
    "Assignment",
    "Away",
    "Block",
    "Conflict",
    "DatedRole",
    "Demand",
    "FairShare",
    "FixedDuty",
    "HoursPeriod",
    "Journey",
    "Limits",
    "OptOut",
    "ParamValue",
    "PastWeek",
    "PreferredDay",
    "Price",
    "Problem",
    "ProblemError",
    "Progress",
    "Report",
    "Request",
    "Result",
    "Roster",
    "RuleSpec",
    "ScoreLine",
    "Shift",
    "Skill",
    "Stage",
    "Status",
    "Violation",
    "WeekCap",
    "Worker",
]
