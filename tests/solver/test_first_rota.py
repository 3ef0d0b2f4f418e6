"""A first rota comes soon: a column search finds it before it loads what only later phases need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
PROGRAM = """
import sys
from rostering.solver.core.clock import Clock
from rostering.solver.columns.master.problem_decomposition import ProblemDecomposition
from rostering.solver.core.incumbent import Incumbent
from rostering.solver.columns.search import ColumnSearch
from rostering.solver.generators.teams import team
problem = team(1, staff=6, weeks=2)
incumbent = Incumbent(problem)
found = lambda: incumbent.best is not None
ColumnSearch(ProblemDecomposition(problem, found), incumbent, Clock(60.0), 1, found).run()
print(incumbent.best is not None, sorted({"ortools", "pandas"} & set(sys.modules)))
"""

CALLER = """
import sys
from rostering.solver import Limits, solve
from rostering.solver.generators.teams import team
heard = []
stopped = lambda: any(now.phase == "reading" for now in heard)
solve(team(1, staff=30, weeks=4), Limits(seconds=60, workers=2), heard.append, stopped)
print(sorted({"numba", "numpy", "ortools", "pandas"} & set(sys.modules)))
"""


def printed(program: str) -> str:
    """Return what a program prints, in a process of its own: others of this one have loaded everything."""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=TOP, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_column_search_finds_its_first_rota_without_loading_or_tools() -> None:
    assert printed(PROGRAM) == "True []"


def test_lanes_begin_before_the_caller_has_loaded_what_they_need() -> None:
    assert printed(CALLER) == "[]"
