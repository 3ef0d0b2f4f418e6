"""What tests of the engine begin with."""

from __future__ import annotations

import pytest

from rostering.solver.columns.readiness import compile_loops

# pytest shows both sides of a failed assert only in test files and in the modules named here.
pytest.register_assert_rewrite("tests.solver.rules.judges", "tests.solver.small")


@pytest.fixture(scope="session", autouse=True)
def inner_loops_are_compiled() -> None:
    """Have the one-time compilation apart: it is in no test's time."""
    compile_loops(lambda: False)
