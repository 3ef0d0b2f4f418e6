"""What is compiled is kept apart for each version of all sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rostering.solver.columns.loops import compiled


def test_all_that_is_compiled_lies_where_its_sources_name_the_folder() -> None:
    root = Path(__file__).parents[2] / "rostering"
    users = {file for file in root.rglob("*.py") if "\n@compiled\n" in file.read_text(encoding="utf-8")}
    assert {file.parent for file in users} == {Path(compiled.__file__).parent}


def test_nothing_is_compiled_past_the_folder() -> None:
    root = Path(__file__).parents[2] / "rostering"
    users = {file.name for file in root.rglob("*.py") if "import njit" in file.read_text(encoding="utf-8")}
    assert users == {"compiled.py"}


def test_the_folder_exists() -> None:
    assert Path(compiled.FOLDER).is_dir()


def test_making_ready_uses_every_inner_loop_that_python_calls() -> None:
    loops = (
        "backward.labelled, balance.balance, balance.reduced_costs, balance.reprice, between._between, "
        "cheapest.cheapest, kernel.reach, labels.price_of, moves.anneal, moves.begin, states.classes, "
        "states.expand, trace.ends, trace.follow, triples.triples"
    )
    script = (
        "from rostering.solver.columns import ready\n"
        "from rostering.solver.columns.loops import backward, balance, between, cheapest, kernel, labels\n"
        "from rostering.solver.columns.loops import moves, states, trace, triples\n"
        f"ready.main()\nprint([loop for loop in ({loops}) if not loop.signatures])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
