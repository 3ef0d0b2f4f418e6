"""What tests of the engine begin with."""

from __future__ import annotations

import pytest

from rostering.solver.columns.readiness import compile_loops


@pytest.fixture(scope="session", autouse=True)
def inner_loops_are_compiled() -> None:
    """Have the one-time compilation apart: it is in no test's time."""
    compile_loops(lambda: False)
