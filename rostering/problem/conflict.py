"""Why no rota can be: the smallest sets of things asked that cannot all be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked of a rota.

    Parameters
    ----------
    worker : str or None
        Whom it is about; None for a need of the team.
    rule : str
        Name of the rule in the catalogue that asks it.
    words : str
        What is asked, as part of a sentence: "the Late on Monday 4 January is locked".
    days : tuple of int
        Days it is about; empty when about all.
    """

    worker: str | None
    rule: str
    words: str
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Things that cannot all be kept, beside work that is fixed already and one duty at a time.

    Parameters
    ----------
    asked : tuple of Asked
        What cannot be kept together; without any one of them the others can.
    breaks : tuple of str
        What the locked duties among them break, each as a sentence without a name.
    """

    asked: tuple[Asked, ...]
    breaks: tuple[str, ...] = ()

    def words(self, name: Callable[[str], str] = str) -> str:
        """Return the conflict in a sentence or two; ``name`` gives what to call a person by their key."""
        people = {asked.worker for asked in self.asked}
        if len(people) == 1:
            who = next(iter(people))
            head, parts = f"{name(who)}: " if who else "", [asked.words for asked in self.asked]
        else:
            head = ""
            parts = [
                f"{name(asked.worker)}: {asked.words}" if asked.worker else asked.words
                for asked in self.asked
            ]
        ask = "These cannot all be kept" if len(parts) > 1 else "This cannot be kept"
        return " ".join([f"{head}{ask}: {'; '.join(parts)}.", *self.breaks])
