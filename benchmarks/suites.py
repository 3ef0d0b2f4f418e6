"""Every suite there is."""

from __future__ import annotations

from benchmarks import county, curtois, inrc1, inrc2, quick, teams
from benchmarks.cases import Case, Suite

SUITES: dict[str, Suite] = {
    suite.name: suite for suite in (curtois.SUITE, inrc1.SUITE, inrc2.SUITE, teams.SUITE, county.SUITE)
}


def find(suite: str, instance: str) -> Case:
    """Return an instance by its names; raise LookupError if there is no such."""
    for case in quick.cases() if suite == quick.NAME else SUITES[suite].cases():
        if case.instance == instance:
            return case
    raise LookupError(f"there is no instance {instance!r} in the suite {suite}")
