"""HiGHS on the same model, constraint by constraint as a mixed integer programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, inf
from typing import Any

import highspy
import numpy as np
from ortools.sat.python import cp_model

from benchmarks.cases import Case
from benchmarks.tape import Tape
from rostering.formats import write_roster
from rostering.problem import Roster
from rostering.solver.constraints.building import build

#: CP-SAT's ends of the number line.
ENDLESS = 2**62


@dataclass(frozen=True, slots=True)
class Row:
    """``least <= sum of factors times variables <= most``."""

    least: float
    most: float
    terms: dict[int, float]


def solve(case: Case, seconds: float, seed: int, tape: Tape) -> None:
    """Solve an instance with HiGHS's own settings."""
    problem = case.problem()
    model = build(problem, lambda: False)
    model.cp.minimize(model.total_cost())
    solver = _loaded(model.cp)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("time_limit", max(0.01, seconds - tape.seconds()))
    pairs = {variable.index: pair for pair, variable in model.x.items()}
    told: dict[str, Any] = {"best": None, "bound": None}

    def hear(event: Any) -> None:
        out, roster = event.data_out, None
        if np.isfinite(out.mip_dual_bound):
            told["bound"] = ceil(out.mip_dual_bound - 1e-6)
        if event.callback_type == highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution:
            told["best"] = round(out.objective_function_value)
            worked = (pair for index, pair in pairs.items() if out.mip_solution[index] > 1 / 2)
            roster = write_roster(problem, Roster.of(worked), with_skill=case.with_skill)
        tape.tell(told["best"], told["bound"], roster)

    solver.cbMipImprovingSolution += hear
    solver.cbMipLogging += hear
    solver.solve()
    ended = solver.getModelStatus()
    if np.isfinite(solver.getInfo().mip_dual_bound):
        told["bound"] = ceil(solver.getInfo().mip_dual_bound - 1e-6)
    tape.end(solver.modelStatusToString(ended).lower(), told["bound"], "")


def _loaded(model: cp_model.CpModel) -> Any:
    """Return a solver that holds the model."""
    proto, solver = model.proto, highspy.Highs()
    solver.setOptionValue("output_flag", False)
    cost = np.zeros(len(proto.variables))
    for variable, factor in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        cost[variable] = factor
    limits = [(one.domain[0], one.domain[len(one.domain) - 1]) for one in proto.variables]
    for factor, (least, most) in zip(cost, limits, strict=True):
        solver.addCol(float(factor), float(least), float(most), 0, [], [])
    numbers = np.arange(len(cost), dtype=np.int32)
    solver.changeColsIntegrality(len(cost), numbers, [highspy.HighsVarType.kInteger] * len(cost))
    solver.changeObjectiveOffset(float(proto.objective.offset))
    for constraint in proto.constraints:
        for row in rows(constraint, limits):
            index, value = list(row.terms), list(row.terms.values())
            solver.addRow(row.least, row.most, len(index), np.array(index, np.int32), np.array(value))
    return solver


def rows(constraint: Any, limits: list[tuple[int, int]]) -> Iterator[Row]:
    """Yield the rows that say what a CP-SAT constraint says; raise ValueError for a kind no rule uses."""
    if constraint.has_linear():
        linear = constraint.linear
        if len(linear.domain) != 2:
            raise ValueError("a sum with holes in its domain")
        terms = dict(zip(linear.vars, map(float, linear.coeffs), strict=True))
        least, most = (float(end) if abs(end) < ENDLESS else inf * end for end in linear.domain)
        yield from _enforced(Row(least, most, terms), list(constraint.enforcement_literal), limits)
    elif constraint.has_bool_or():
        clause = [*constraint.bool_or.literals, *(~one for one in constraint.enforcement_literal)]
        yield _count(clause, 1, inf)
    elif constraint.has_bool_and():
        for literal in constraint.bool_and.literals:
            yield _count([literal, *(~one for one in constraint.enforcement_literal)], 1, inf)
    elif constraint.has_at_most_one():
        yield _count(constraint.at_most_one.literals, -inf, 1)
    elif constraint.has_exactly_one():
        yield _count(constraint.exactly_one.literals, 1, 1)
    elif constraint.has_lin_max():
        target, *others = (one.vars[0] for one in (constraint.lin_max.target, *constraint.lin_max.exprs))
        for other in others:
            yield Row(0.0, inf, {target: 1.0, other: -1.0})
        yield Row(-inf, 0.0, {target: 1.0} | dict.fromkeys(others, -1.0))
    else:
        raise ValueError(f"a kind of constraint that no rule uses: {constraint}")


def _count(literals: Any, least: float, most: float) -> Row:
    """Return the row that says how many of these literals are true; those below zero are negations."""
    terms: dict[int, float] = {}
    negated = sum(one < 0 for one in literals)
    for one in literals:
        variable, sign = (one, 1.0) if one >= 0 else (~one, -1.0)
        terms[variable] = terms.get(variable, 0.0) + sign
    return Row(least - negated, most - negated, terms)


def _enforced(row: Row, literals: list[int], limits: list[tuple[int, int]]) -> Iterator[Row]:
    """Yield a row that binds only if all these literals are true: both its ends give way by enough else."""
    if not literals:
        yield row
        return
    ends = [(factor * limits[one][0], factor * limits[one][1]) for one, factor in row.terms.items()]
    lowest, largest = sum(min(one) for one in ends), sum(max(one) for one in ends)
    for least, most, slack in ((-inf, row.most, row.most - largest), (row.least, inf, row.least - lowest)):
        if np.isinf(slack):
            continue
        # Each literal that is false gives the whole way.
        terms, shift = dict(row.terms), 0.0
        for one in literals:
            variable, sign = (one, 1.0) if one >= 0 else (~one, -1.0)
            terms[variable] = terms.get(variable, 0.0) - sign * slack
            shift += slack if one >= 0 else 0.0
        yield Row(least - shift, most - shift, terms)
