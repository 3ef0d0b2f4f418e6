"""What became of each mutant, a line of JSON each: a run that was stopped goes on from it.

A line stands for as long as the file that was mutated is the same, and so is the file of the test that killed
the mutant, or of a survivor all its tests.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from benchmarks.mutation.mutants import Mutant

TOP = Path(__file__).parents[2]
KEPT = TOP / "var" / "mutants.jsonl"
TARGETS = Path(__file__).with_name("targets.toml")
EQUIVALENTS = Path(__file__).with_name("equivalents.toml")
SURVIVED, KILLED, TIMED_OUT, CRASHED = "survived", "killed", "timed out", "crashed"
#: What makes two mutants the same when lines move: file, function, text of the line, and change.
Key: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Target:
    """Files that are mutated, and the tests that should notice; all paths relative to the top."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant and by which test, and the check sums of the files that it depends on."""

    file: str
    function: str
    text: str
    change: str
    line: int
    became: str
    test: str
    file_sum: str
    test_sum: str

    @property
    def key(self) -> Key:
        """The mutant that it is about."""
        return self.file, self.function, self.text, self.change


def key_of(mutant: Mutant) -> Key:
    """Return what a result or an equivalent names a mutant by."""
    return mutant.file, mutant.function, mutant.text, mutant.change


def targets(path: Path = TARGETS) -> list[Target]:
    """Return what is mutated, with the patterns of the list made files."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["target"]
    return [Target(_matching(entry["files"]), _matching(entry["tests"])) for entry in entries]


def _matching(patterns: Iterable[str]) -> tuple[str, ...]:
    found = {pattern: sorted(TOP.glob(pattern)) for pattern in patterns}
    for pattern, paths in found.items():
        if not paths:
            raise FileNotFoundError(f"nothing is called {pattern}")
    return tuple(dict.fromkeys(str(path.relative_to(TOP)) for paths in found.values() for path in paths))


def equivalents(path: Path = EQUIVALENTS) -> dict[Key, str]:
    """Return the mutants that no test can kill, each with the reason."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    return {
        (entry["file"], entry.get("function", ""), entry["text"], change): entry["reason"]
        for entry in entries
        for change in entry["changes"]
    }


def read(path: Path = KEPT) -> dict[Key, Result]:
    """Return the newest result of each mutant."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    results = [Result(**json.loads(line)) for line in lines]
    return {result.key: result for result in results}


def append(result: Result, path: Path = KEPT) -> None:
    """Add a result, in one write, so that a run that is stopped leaves whole lines."""
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(result)) + "\n")


def result_of(mutant: Mutant, became: str, test: str, target: Target) -> Result:
    """Return what became of a mutant as it is kept."""
    return Result(
        file=mutant.file,
        function=mutant.function,
        text=mutant.text,
        change=mutant.change,
        line=mutant.lines[0],
        became=became,
        test=test,
        file_sum=check_sum((mutant.file,)),
        test_sum=_sum_of_tests(became, test, target),
    )


def stands(result: Result, target: Target) -> bool:
    """Return whether a result is still true of files and tests as they are now."""
    return result.file_sum == check_sum((result.file,)) and result.test_sum == _sum_of_tests(
        result.became, result.test, target
    )


def _sum_of_tests(became: str, test: str, target: Target) -> str:
    if became == SURVIVED:
        return check_sum(target.tests)
    path = test.partition("::")[0]
    return check_sum((path,)) if path else ""


@cache
def check_sum(paths: tuple[str, ...]) -> str:
    """Return a check sum over the Python files at or below some paths."""
    total = sha256()
    for file in _python_files(paths):
        total.update(source(file).encode())
    return total.hexdigest()[:16]


@cache
def source(path: Path) -> str:
    """Return the text of a file as it was when first asked for: it may be edited during a run."""
    return path.read_text(encoding="utf-8")


def _python_files(paths: tuple[str, ...]) -> Iterator[Path]:
    for path in paths:
        yield from sorted((TOP / path).rglob("*.py")) if (TOP / path).is_dir() else [TOP / path]
