"""What was killed and what was not: a table of all targets, and the survivors line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.mutation.mutants import Mutant
from benchmarks.mutation.records import SURVIVED, Key, Result, key_of

TABLE = Path(__file__).parents[1] / "MUTATION.md"
HEAD = """# Mutants

Small faults were planted in the code that decides, one at a time, and the tests were run on each. Killed: a
test failed. Explained: no test can tell it from the code, for the reason in `mutation/equivalents.toml`.
Missed: all tests passed, and it is shown below. `make mutants` goes on from here; it is no part of the gate.

Written on {day} by `python -m benchmarks.mutation`.

| file | mutants | killed | explained | missed | not run | caught |
|---|--:|--:|--:|--:|--:|--:|
"""


@dataclass
class Count:
    """What became of the mutants of a file; ``missed`` are the survivors that nothing explains."""

    killed: int = 0
    explained: int = 0
    not_run: int = 0
    missed: list[Mutant] = field(default_factory=list)

    def row(self, name: str) -> str:
        """Return a row of the table; killed and explained together are what was caught."""
        caught = self.killed + self.explained
        run = caught + len(self.missed)
        share = f"{100 * caught / run:.1f} %" if run else ""
        figures = run + self.not_run, self.killed, self.explained, len(self.missed), self.not_run
        return f"| {name} | {' | '.join(map(str, figures))} | {share} |"


def count(mutants: Iterable[Mutant], results: Mapping[Key, Result], explained: Collection[Key]) -> Count:
    """Return what became of mutants."""
    counted = Count()
    for mutant in mutants:
        result = results.get(key_of(mutant))
        if result is None:
            counted.not_run += 1
        elif result.became != SURVIVED:
            counted.killed += 1
        elif result.key in explained:
            counted.explained += 1
        else:
            counted.missed.append(mutant)
    return counted


def wrongly_explained(
    mutants: Iterable[Mutant], results: Mapping[Key, Result], explained: Iterable[Key]
) -> Iterator[str]:
    """Yield a line for each equivalent that is of no mutant, or of one that a test has killed."""
    known = {key_of(mutant) for mutant in mutants}
    for key in explained:
        what = f"{key[0]}, {key[1] or 'at import'}: {key[2]!r}, {key[3]}"
        if key not in known:
            yield f"no such mutant: {what}"
        elif key in results and results[key].became != SURVIVED:
            yield f"not equivalent, {results[key].test or results[key].became}: {what}"


def difference(mutant: Mutant) -> str:
    """Return where a mutant is, the line, and the change."""
    return f"{mutant.file}:{mutant.lines[0]}: {mutant.text}\n    {mutant.change}"


def write(counts: Mapping[str, Count], day: date, path: Path = TABLE) -> None:
    """Write the table of all files, and the mutants that were missed."""
    rows = [counted.row(name) for name, counted in counts.items()]
    total = Count()
    for counted in counts.values():
        total.killed += counted.killed
        total.explained += counted.explained
        total.not_run += counted.not_run
        total.missed += counted.missed
    lines = [HEAD.format(day=day.isoformat()) + "\n".join([*rows, total.row("**all**")])]
    if total.missed:
        lines += ["", "## Missed", "```", *(difference(mutant) for mutant in total.missed), "```"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
