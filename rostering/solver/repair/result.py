"""The result of a repair."""

from __future__ import annotations

from dataclasses import dataclass

from rostering.problem import Problem, Report, Roster, Status, Violation
from rostering.rules import sentence


@dataclass(frozen=True, slots=True)
class Repair:
    """A mended rota and how good it is.

    Parameters
    ----------
    status : Status
        OPTIMAL: nothing is left to prove. FEASIBLE: time ran out before cover, changes or wishes were proven.
        INFEASIBLE: no rota keeps the compulsory rules, ``reasons`` says which are broken. STOPPED, UNKNOWN:
        as for `rostering.problem.Result`.
    problem : Problem
        The problem as the absence leaves it; ``roster`` is judged by it.
    roster : Roster or None
        The mended rota.
    report : Report or None
        The independent checker's judgement of it.
    changes : tuple of Violation
        Each day on which somebody works something else than before, the lost duties of those absent left out.
    missing : tuple of Violation
        Minimum cover that stays unfilled on the days of the absence.
    fewest : int
        No rota that fills as much has fewer changes.
    cover_proven : bool
        Whether it is proven that no rota fills more of what is missing on the days of the absence.
    unfilled_before : int
        People missing below minimum cover when nobody takes the lost duties.
    seconds : float
        Wall-clock time used.
    reasons : tuple of str
        For INFEASIBLE: each rule that is broken, in words after the key of the person.
    """

    status: Status
    problem: Problem
    unfilled_before: int
    seconds: float
    roster: Roster | None = None
    report: Report | None = None
    changes: tuple[Violation, ...] = ()
    missing: tuple[Violation, ...] = ()
    fewest: int = 0
    cover_proven: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether it is proven that as much is filled as can be, with the fewest changes."""
        return self.roster is not None and self.cover_proven and self.fewest == len(self.changes)

    @property
    def words(self) -> tuple[str, ...]:
        """Each change as a sentence with the label of the person, then what stays unfilled."""
        why = "Nobody else can take it." if self.cover_proven else "Nobody was found in time."
        return (
            *(f"{self.problem.label(change.worker or '')} {self._says(change)}" for change in self.changes),
            *(f"{sentence(self.problem, gap)} {why}" for gap in self.missing),
        )

    def _says(self, change: Violation) -> str:
        words = sentence(self.problem, change)
        return words[0].lower() + words[1:]
