"""Which tests reach which lines, measured once without a mutant: only those can notice one."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from types import FrameType
from typing import Any, TypeAlias

from benchmarks.mutation import records
from benchmarks.mutation.mutants import Mutant

#: A mutant may take so many times what its tests take without it, and so many seconds more.
TIMES, SECONDS_MORE = 4, 3
#: File and line.
Line: TypeAlias = tuple[str, int]


@dataclass
class Reach:
    """By test: the lines it reaches, the seconds it takes, and the mutants it has killed yet."""

    lines: dict[str, set[Line]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)

    def reached(self, mutant: Mutant) -> list[str]:
        """Return the tests that run a line of a mutant, if it is in a function."""
        first, last = mutant.lines
        own = {(mutant.file, line) for line in range(first, last + 1)}
        return [test for test, lines in self.lines.items() if mutant.function and not own.isdisjoint(lines)]

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests that may notice a mutant, the likeliest first.

        They reach its lines. Where none does (it is run at import, or is a constant that is part of a larger
        one and has no line of its own) any test may, those first that reach its file.
        """
        if reached := self.reached(mutant):
            return sorted(reached, key=self._likeliest)
        of_file = [
            test for test, lines in self.lines.items() if any(file == mutant.file for file, _ in lines)
        ]
        others = set(self.lines).difference(of_file)
        return sorted(of_file, key=self._likeliest) + sorted(others, key=self._likeliest)

    def _likeliest(self, test: str) -> tuple[int, float]:
        return -self.kills[test], self.seconds[test]

    def limit(self, tests: Iterable[str]) -> float:
        """Return how many seconds tests may take with a mutant."""
        return TIMES * sum(self.seconds[test] for test in tests) + SECONDS_MORE


def measured(tests: Iterable[str], files: Iterable[str]) -> Reach:
    """Return what tests reach in some files; each is run when the next is asked for."""
    paths = {str(records.TOP / file): file for file in files}
    reach, reached = Reach(), set[Line]()

    def note(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            reached.add((paths[frame.f_code.co_filename], frame.f_lineno))
        return note

    def enter(frame: FrameType, _event: str, _: Any) -> Any:
        return note if frame.f_code.co_filename in paths else None

    for test, seconds in _timed(tests, enter):
        reach.lines[test], reach.seconds[test] = set(reached), seconds
        reached.clear()
    return reach


def _timed(tests: Iterable[str], trace: Any) -> Iterator[tuple[str, float]]:
    """Yield each test when it has been run and how long it took, with all its threads traced."""
    threading.settrace(trace)
    sys.settrace(trace)
    began = perf_counter()
    for test in tests:
        yield test, perf_counter() - began
        began = perf_counter()
    sys.settrace(None)
    threading.settrace(None)
