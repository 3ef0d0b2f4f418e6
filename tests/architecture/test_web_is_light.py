"""The web process never loads OR-Tools (house rule 1): it would cost each of them 0.7 s and 100 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
PROGRAM = """
import sys
import app
app.create_app({"SECRET_KEY": "tests only", "DATABASE_URL": "sqlite://"})
print(sorted({name.split(".")[0] for name in sys.modules} & {"ortools", "pandas", "numpy"}))
"""


def test_making_the_application_loads_no_solver() -> None:
    """A process of its own, since other tests of this one may have loaded it."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=TOP, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
