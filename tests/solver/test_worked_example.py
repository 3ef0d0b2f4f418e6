"""The worked example of docs/solver.md prints what the page says it prints."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "solver.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    """Return the names that the example leaves, and as "printed" and "promised" its output and the page's."""
    text = PAGE[PAGE.index("## Columns: a worked example") :]
    match = re.search(r"```python\n(.*?)```.*?```text\n(.*?)```", text, re.DOTALL)
    assert match is not None
    names: dict[str, Any] = {"promised": match[2]}
    printed = StringIO()
    with redirect_stdout(printed):
        exec(match[1], names)
    names["printed"] = printed.getvalue()
    return names


def test_it_prints_what_the_page_says(example: dict[str, Any]) -> None:
    assert example["printed"] == example["promised"]


def test_its_graph_is_the_one_in_the_picture(example: dict[str, Any]) -> None:
    """One state, two, two and one; 3 ways to spend Monday, 5 for Tuesday and 5 for Wednesday."""
    assert example["decomposition"].people[0].base_graph.path_problem.arc_count == 13
