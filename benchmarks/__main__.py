"""``python -m benchmarks``: measures and writes RESULTS.md beside this file."""

from __future__ import annotations

from pathlib import Path

from benchmarks import first_rota, machine

TITLE = """# Results

Written by `make bench`. Every team is made up from its seed by `benchmarks/teams.py`.

"""
FIRST_ROTA = """## The first rota of a team

30 people of four employers, 28 days, 5 kinds of duty, 252 demands by role and competence, all rules of law
and the team's own, with leave, second jobs, history, a visa limit and apprentices; 30 seconds, 2 threads.
"Cover settled" is when it was proven that no rota leaves less of it unfilled. "Gap of the rest" is the
distance to the bound as a share of all that is not missing minimum cover.

"""


def main() -> None:
    """Measure everything and write the results."""
    lines = [TITLE + f"Machine: {machine.facts()}.\n", FIRST_ROTA.rstrip("\n"), ""]
    for line in first_rota.table():
        print(line, flush=True)
        lines.append(line)
    Path(__file__).with_name("RESULTS.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
