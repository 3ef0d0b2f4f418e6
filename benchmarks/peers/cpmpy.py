"""CPMpy, which reads the public shift scheduling format by itself and solves its model with OR-Tools."""

from __future__ import annotations

import re

import cpmpy
from cpmpy.tools.io.nurserostering import load_nurserostering, parse_scheduling_period
from cpmpy.transformations.get_variables import get_variables_model

from benchmarks.cases import Case
from benchmarks.peers.sat import Value, search
from benchmarks.tape import Tape

#: What its loader calls the duty of a person on a day; the number 0 is a day off.
CELL = re.compile(r"nv\[(\d+),(\d+)\]")


def solve(case: Case, seconds: float, seed: int, tape: Tape) -> None:
    """Solve an instance from its file."""
    if case.file is None:
        raise ValueError(f"{case.instance} does not come from a file that CPMpy reads")
    path = str(case.file)
    facts = parse_scheduling_period(path)
    staff, types = [one["ID"] for one in facts["staff"]], list(facts["shifts"])
    model = load_nurserostering(path)
    posted = cpmpy.SolverLookup.get("ortools", model)
    cells = {}
    for variable in get_variables_model(model):
        if found := CELL.fullmatch(variable.name):
            cells[int(found[1]), int(found[2])] = posted.solver_var(variable)

    def roster(value: Value) -> str:
        lines = ["staff,day,shift"]
        for (person, day), variable in cells.items():
            if number := value(variable):
                lines.append(f"{staff[person]},{day},{types[number - 1]}")
        return "\n".join(lines) + "\n"

    search(posted.ort_model, posted.ort_solver, seconds, seed, tape, roster)
