"""``python -m benchmarks [quick|full|teams|races]``: measures and writes sections of RESULTS.md."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import first_rota, machine, public, races

RESULTS = Path(__file__).with_name("RESULTS.md")
TITLE = "# Results\n\nWritten by `make bench`, a section at a time. Every team is made up from its seed.\n"
FIRST_ROTA = """30 people of four employers, 28 days, 5 kinds of duty, 252 demands by role and competence, all
rules of law and the team's own, with leave, second jobs, history, a visa limit and apprentices; 30 seconds, 2
threads. "Cover settled" is when it was proven that no rota leaves less of it unfilled. "Gap of the rest" is
the distance to the bound as a share of all that is not missing minimum cover."""
PUBLIC = """Wall clock, 2 threads; plain CP-SAT has 8 search workers and the same time on the same machine.
Cost and bound are judged by the independent checker."""
RACES = """Two organisations, each in a process of its own, book the same eight hours of the same person at
the same moment. One must win; the other must be told in words. On SQLite, or on the empty PostgreSQL
database that `DATABASE_URL` names."""

Section = tuple[str, str, Callable[[], Iterator[str]]]
SECTIONS: dict[str, tuple[Section, ...]] = {
    "teams": (("The first rota of a team", FIRST_ROTA, first_rota.table),),
    "quick": (("Public instances, quick", PUBLIC, lambda: public.table(public.QUICK, (0,))),),
    "races": (("Double booking", RACES, races.measured),),
    "full": (("Public instances", PUBLIC, lambda: public.table(public.FULL, (0, 1, 2))),),
}


def main(names: list[str]) -> int:
    """Measure the sections of these names, all but the full one when none is given; return the exit code."""
    wrong = [name for name in names if name not in SECTIONS]
    if wrong:
        sys.stderr.write(f"error: no section {wrong[0]!r}; there are {', '.join(SECTIONS)}\n")
        return 2
    for name in names or ["quick", "teams"]:
        for title, words, table in SECTIONS[name]:
            lines = [words, "", f"Machine: {machine.facts()}.", ""]
            for line in table():
                print(line, flush=True)
                lines.append(line)
            _write(title, "\n".join(lines))
    return 0


def _write(title: str, text: str) -> None:
    """Put a section into the results, in place of the one of the same title."""
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else TITLE
    head, *sections = old.split("\n## ")
    kept = {section.partition("\n")[0]: section.partition("\n")[2].strip() for section in sections}
    kept[title] = text
    body = "".join(f"\n## {name}\n\n{words}\n" for name, words in kept.items())
    RESULTS.write_text(head.rstrip() + "\n" + body, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
