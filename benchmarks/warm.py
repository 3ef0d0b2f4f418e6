"""Has the pricing kernel compiled and kept, in a process of its own, so that no measured run pays for it."""

from __future__ import annotations

import time

from rostering.problem import Limits, Progress
from rostering.solver import solve
from rostering.solver.teams import team

#: Within this long everything is compiled, also on a busy machine.
SECONDS = 120
#: Phases that come before the kernel is needed; some seconds of those after it use all of it.
BEFORE = ("reading", "cover", "improving", "descent", "root")
ENOUGH_SECONDS = 4


def main() -> None:
    """Solve a team until the late phases of the column engine have run for a while."""
    since: list[float] = []

    def hear(now: Progress) -> None:
        if now.phase not in BEFORE:
            since.append(time.monotonic())

    def enough() -> bool:
        return bool(since) and time.monotonic() - since[0] > ENOUGH_SECONDS

    solve(team(1, staff=20, weeks=4), Limits(seconds=SECONDS, workers=2), hear, enough)


if __name__ == "__main__":
    main()
