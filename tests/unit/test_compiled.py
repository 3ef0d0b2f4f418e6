"""What is compiled is kept apart for each version of all sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rostering.solver.columns.loops import folder


def test_all_that_is_compiled_lies_where_its_sources_name_the_folder() -> None:
    root = Path(__file__).parents[2] / "rostering"
    users = {file for file in root.rglob("*.py") if "\n@compiled\n" in file.read_text(encoding="utf-8")}
    assert {file.parent for file in users} == {Path(folder.__file__).parent}


def test_compiled_functions_are_given_no_classes_of_other_folders() -> None:
    """Compiled code is kept under the names of their modules, so that a class moved elsewhere breaks it."""
    loops = Path(folder.__file__).parent
    for file in loops.glob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert not line.startswith("from rostering") or "rostering.solver.columns.loops" in line, file


def test_nothing_is_compiled_past_the_folder() -> None:
    root = Path(__file__).parents[2] / "rostering"
    users = {file.name for file in root.rglob("*.py") if "import njit" in file.read_text(encoding="utf-8")}
    assert users == {"compiled.py"}


def test_the_folder_exists() -> None:
    assert Path(folder.FOLDER).is_dir()


#: Each compiled function that Python code calls.
CALLED = [
    "annealing_moves.anneal",
    "annealing_moves.begin",
    "backtracking.completion_costs",
    "backtracking.follow_path",
    "backward_labelling.backward_labelling",
    "cheapest_path.cheapest_path",
    "forward_pass.remaining_units",
    "labels.bits_price",
    "pairwise_frank_wolfe.pairwise_frank_wolfe",
    "pairwise_frank_wolfe.reduced_costs",
    "pairwise_frank_wolfe.update_duals",
    "product_states.equivalence_classes",
    "product_states.expand_layer",
    "subgraph._subgraph_between",
    "subset_rows.violated_triples",
]


@pytest.mark.slow
def test_making_ready_uses_every_inner_loop_that_python_calls() -> None:
    modules = sorted({name.partition(".")[0] for name in CALLED})
    script = (
        "from rostering.solver.columns import precompile\n"
        f"from rostering.solver.columns.loops import {', '.join(modules)}\n"
        f"precompile.main()\nprint([loop for loop in ({', '.join(CALLED)}) if not loop.signatures])"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert output.stdout.strip() == "[]"
