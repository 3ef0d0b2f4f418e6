"""Turns what the database knows about a team and a period into a Problem, and a roster into assignments."""

from rostering.planning.duties import PlannedDuty
from rostering.planning.members import PlannedPerson
from rostering.planning.plan import RotaPlan, plan

__all__ = ["PlannedDuty", "PlannedPerson", "RotaPlan", "plan"]
