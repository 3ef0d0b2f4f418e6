"""Makes a problem from a team and a period in the database, and assignments from a roster."""

from rostering.planning.duties import ClockCut, PlannedDuty
from rostering.planning.members import PlannedPerson
from rostering.planning.plan import RotaPlan, plan

__all__ = ["ClockCut", "PlannedDuty", "PlannedPerson", "RotaPlan", "plan"]
