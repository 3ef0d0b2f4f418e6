"""House rules that are read off the source: where commits, clocks and unscoped reads may stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PACKAGES = ("workforce", "competences", "rostering")
PURE = ("problem", "rules", "solver", "formats")


def sources() -> Iterator[Path]:
    """Yield every module of the three packages."""
    for package in PACKAGES:
        yield from sorted((TOP / package).rglob("*.py"))


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the dotted name and the line of every call in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_only_views_commands_and_the_worker_commit() -> None:
    """House rule 7: a service can be part of a larger change, so it never ends the transaction."""
    may = {"views.py", "commands.py", "worker.py", "web.py", "db.py"}
    wrong = [
        f"{path.relative_to(TOP)}:{line}"
        for path in sources()
        if path.name not in may and "worker" not in path.parts and "demonstration" not in path.parts
        for name, line in calls(path)
        if name.endswith((".commit", ".rollback"))
    ]
    assert wrong == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    """House rule 10: a test can set the time, and every zone is explicit."""
    wrong = [
        f"{path.relative_to(TOP)}:{line}"
        for path in sources()
        if path.name != "clock.py"
        for name, line in calls(path)
        if name in {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "dt.datetime.now"}
    ]
    assert wrong == []


def test_queries_say_for_whom_or_that_they_ask_nobody() -> None:
    """A read takes the actor or an organisation, or its name warns that it is not limited."""
    wrong = []
    for path in sources():
        if path.name != "queries.py" and path.parent.name != "queries":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            names = {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
            scoped = names & {"actor", "organisation_id", "organisation_ids"}
            if "session" in names and not scoped and not node.name.endswith("_unscoped"):
                wrong.append(f"{path.relative_to(TOP)}: {node.name}")
    assert wrong == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc"])
def test_no_module_is_a_drawer_for_anything(name: str) -> None:
    """A thing stands where a stranger would look for it."""
    assert [path for path in sources() if path.stem == name or name in path.parts] == []


def test_services_and_queries_know_no_request() -> None:
    """The same verbs serve pages, the command line, the worker and the interface for programs."""
    wrong = [
        str(path.relative_to(TOP))
        for path in sources()
        if path.name in {"services.py", "queries.py", "models.py", "rules.py"}
        and "flask"
        in {
            (node.module or "").split(".")[0]
            if isinstance(node, ast.ImportFrom)
            else alias.name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
    ]
    assert wrong == []
