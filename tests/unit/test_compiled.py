"""What is compiled is kept apart for each version of all sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rostering.solver.columns.compiled import FOLDER, SOURCES


def test_every_source_that_is_compiled_names_the_folder() -> None:
    folder = Path(__file__).parents[2] / "rostering" / "solver" / "columns"
    users = {file.stem for file in folder.glob("*.py") if "\n@compiled\n" in file.read_text(encoding="utf-8")}
    assert users == set(SOURCES)


def test_nothing_is_compiled_past_the_folder() -> None:
    root = Path(__file__).parents[2] / "rostering"
    users = {file.name for file in root.rglob("*.py") if "import njit" in file.read_text(encoding="utf-8")}
    assert users == {"compiled.py"}


def test_the_folder_exists() -> None:
    assert Path(FOLDER).is_dir()


def test_making_ready_uses_every_inner_loop_that_python_calls() -> None:
    loops = (
        "balance.balance, balance.reduced_costs, balance.reprice, cheapest.cheapest, kernel.reach, "
        "layers._classes, layers._expand, trace.ends, trace.follow"
    )
    script = (
        "from rostering.solver.columns import balance, cheapest, kernel, layers, ready, trace\n"
        f"ready.main()\nprint([loop for loop in ({loops}) if not loop.signatures])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
