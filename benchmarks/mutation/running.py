"""Runs the tests that reach a mutant, those first that killed others, until one fails.

Tests are collected once for a target. Its functions are mutated in forks of that process; what a module does
at import is mutated in forks of a process that has imported nothing of ours yet.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from types import FunctionType
from typing import Any, TypeAlias

import pytest

from benchmarks.mutation import planting, records
from benchmarks.mutation.forks import Fault, Task, TimeIsOver, answer, answers
from benchmarks.mutation.mutants import Mutant
from benchmarks.mutation.reach import Reach, measured
from benchmarks.mutation.records import Result, Target

#: Imported before any fork: the tests need them, and together they take seconds.
HEAVY = ("alembic.command", "argon2", "flask_login", "flask_wtf", "holidays", "numba", "numpy",
         "ortools.sat.python.cp_model", "psycopg", "sqlalchemy.orm")  # fmt: skip
#: More for mutants at import: all of ours is imported before the first test.
IMPORT_SECONDS = 20
#: Nothing is kept of the tests, and what they print goes nowhere.
OPTIONS = ("-q", "-x", "-s", "-p", "no:cacheprovider")
Tell: TypeAlias = Callable[[Result], None]


class _Failures:
    """A plugin of pytest that remembers the first test that fails."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


class _Chosen(_Failures):
    """A plugin that keeps, of the tests that are collected, some in an order."""

    def __init__(self, tests: Sequence[str]) -> None:
        super().__init__()
        self.places = {test: place for place, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.places]
        items[:] = sorted(chosen, key=lambda item: self.places[item.nodeid])


class _Host(_Failures):
    """A plugin that runs tests on each mutant in a fork, in place of running them once."""

    def __init__(self, pending: Sequence[Mutant], target: Target, processes: int, tell: Tell) -> None:
        super().__init__()
        self.pending, self.target, self.processes, self.tell = pending, target, processes, tell
        self.items: dict[str, pytest.Item] = {}
        self.reach = Reach()
        self.functions: dict[planting.Place, list[FunctionType]] = {}
        self.left: list[Mutant] = []
        self.fault = ""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        try:
            self.reach = answer(Task("", self._measured))
        except Fault as fault:
            self.fault = str(fault)
            return True
        self.functions = planting.functions(self.pending)
        in_functions = [mutant for mutant in self.pending if self._is_in_functions(mutant)]
        self.left = [mutant for mutant in self.pending if mutant not in set(in_functions)]
        gc.freeze()  # forks share memory for as long as the collector does not write to it
        for mutant, answered in answers(self._tasks(in_functions), self.processes):
            result = _result(mutant, answered, self.target)
            self.reach.kills[result.test] += 1
            self.tell(result)
        return True

    def _is_in_functions(self, mutant: Mutant) -> bool:
        """Return whether a mutant can be planted once all is imported, and would be run then."""
        functions = self.functions.get(planting.place(mutant), ())
        return bool(
            functions and self.reach.reached(mutant) and planting.codes(functions, mutant) is not None
        )

    def _measured(self) -> Reach:
        reach = measured(self._each(list(self.items)), self.target.files)
        if self.failed:
            raise AssertionError(f"{self.failed} fails without a mutant")
        return reach

    def _tasks(self, mutants: Iterable[Mutant]) -> Iterator[Task[Mutant]]:
        for mutant in mutants:
            tests = self.reach.tests(mutant)
            yield Task(mutant, partial(self._first_failing, tests, mutant), self.reach.limit(tests))

    def _first_failing(self, tests: Sequence[str], mutant: Mutant) -> str:
        planting.plant_in(self.functions[planting.place(mutant)], mutant)
        for _ in self._each(tests):
            if self.failed:
                break
        return self.failed

    def _each(self, tests: Sequence[str]) -> Iterator[str]:
        """Run tests one after another, and yield each when it has been run."""
        for test, following in pairwise([*tests, ""]):
            item = self.items[test]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=self.items.get(following))
            yield test


def run(pending: Sequence[Mutant], target: Target, processes: int, tell: Tell) -> None:
    """Run the tests of a target on some of its mutants, and tell each result when it is known.

    Raises
    ------
    Fault
        When a test fails with no mutant, or no test can be collected.
    """
    for name in HEAVY:
        import_module(name)
    reach, left = answer(Task("", partial(_hosted, pending, target, processes, tell)))
    if left and (failed := answer(Task("", partial(_first_failing_from_import, list(reach.lines), None)))):
        raise Fault(f"{failed} fails without a mutant")
    for mutant, answered in answers(_tasks_from_import(left, reach), processes):
        result = _result(mutant, answered, target)
        reach.kills[result.test] += 1
        tell(result)


def _hosted(
    pending: Sequence[Mutant], target: Target, processes: int, tell: Tell
) -> tuple[Reach, list[Mutant]]:
    """Run tests on what can be mutated in functions; return what they reach, and the other mutants."""
    host = _Host(pending, target, processes, tell)
    code = pytest.main([*OPTIONS, *target.tests], plugins=[host])
    if not host.reach.lines:
        raise AssertionError(host.fault or f"tests cannot be collected: exit code {code}")
    return host.reach, host.left


def _tasks_from_import(mutants: Iterable[Mutant], reach: Reach) -> Iterator[Task[Mutant]]:
    for mutant in mutants:
        tests = reach.tests(mutant) or list(reach.lines)
        seconds = reach.limit(tests) + IMPORT_SECONDS
        yield Task(mutant, partial(_first_failing_from_import, tests, mutant), seconds)


def _first_failing_from_import(tests: Sequence[str], mutant: Mutant | None) -> str:
    if mutant:
        planting.plant_at_import(mutant)
    chosen = _Chosen(tests)
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    code = pytest.main([*OPTIONS, *files], plugins=[chosen])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise AssertionError(f"tests cannot be collected: exit code {code}")
    return chosen.failed


def _result(mutant: Mutant, answered: Any, target: Target) -> Result:
    if isinstance(answered, TimeIsOver):
        return records.result_of(mutant, records.TIMED_OUT, "", target)
    if isinstance(answered, Fault):
        return records.result_of(mutant, records.CRASHED, "", target)
    became = records.KILLED if answered else records.SURVIVED
    return records.result_of(mutant, became, str(answered), target)
