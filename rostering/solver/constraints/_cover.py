"""The people who would count towards a demand, as variables."""

from __future__ import annotations

from rostering.problem import Demand
from rostering.rules._cover import counts
from rostering.solver.constraints.model import Model, Term


def holders(model: Model, demand: Demand) -> list[Term]:
    """Return the variables whose sum is the number of people who count towards a demand."""
    problem = model.problem
    terms: list[Term] = []
    for key in demand.shifts:
        shift = problem.shift_of[key]
        for worker in problem.workers:
            variable = model.x.get((worker.key, key))
            if variable is not None and counts(problem, worker, shift, demand):
                terms.append((1, variable))
    return terms
