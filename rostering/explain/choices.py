"""What a person could work on a day: lawful, lawful at a cost, or not lawful, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.explain.differences import COVER, added, day_off, judged
from rostering.problem import Problem, Roster, Violation


@dataclass(frozen=True, slots=True)
class Choice:
    """A duty or a day off that could stand in a cell of a rota.

    Parameters
    ----------
    shift : str or None
        Key of the duty; None is a day off.
    refused : tuple of Violation
        Rules that must be kept and that it would break; if there are any, it cannot be chosen.
    price : tuple of Violation
        Soft rules that it would break, other than cover, for which see ``cover`` and ``over``.
    cover : int
        By how many fewer people minimum cover is missed than with a day off.
    over : bool
        Whether more people than wanted would be on duty.
    cost : int
        Change of the cost of the rota against what stands in the cell now; negative is better.
    now : bool
        Whether it stands in the cell now.
    """

    shift: str | None
    refused: tuple[Violation, ...]
    price: tuple[Violation, ...]
    cover: int
    over: bool
    cost: int
    now: bool

    @property
    def lawful(self) -> bool:
        """Whether it may be chosen."""
        return not self.refused


def choices(problem: Problem, roster: Roster, worker: str, day: int) -> tuple[Choice, ...]:
    """Return every duty of a day and the day off as choices for a person, the best first."""
    off = day_off(problem, roster, worker, day)
    base = judged(problem, off, worker)
    now = judged(problem, roster, worker)
    cost_now = sum(violation.cost for violation in now)
    keys_now = {key for key in roster.shifts_of(worker) if problem.shift_of[key].day == day}
    listed = []
    for key in [shift.key for shift in problem.shifts_on[day]] + [None]:
        after = base if key is None else judged(problem, off.adding(worker, key), worker)
        new = added(base, after)
        listed.append(
            Choice(
                shift=key,
                refused=tuple(violation for violation in new if violation.hard),
                price=tuple(violation for violation in new if violation.cost and violation.rule not in COVER),
                cover=_short(base) - _short(after),
                over=any(violation.rule in ("over_cover", "maximum_cover") for violation in new),
                cost=sum(violation.cost for violation in after) - cost_now,
                now=key in keys_now or (key is None and not keys_now),
            )
        )
    return tuple(sorted(listed, key=lambda choice: (not choice.lawful, choice.shift is None, choice.cost)))


def _short(violations: list[Violation]) -> int:
    return sum(violation.amount for violation in violations if violation.rule == "minimum_cover")
