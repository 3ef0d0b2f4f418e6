"""Figures of law and agreements: data with a unit, a first day and a source, never constants in code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

#: Every file of figures, from the top of the project.
FIGURE_FILES = ("workforce", "competences", "rostering")
_TOP = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it holds from a day on; `checked` is False until someone has read it in its source."""

    name: str
    value: float | str
    unit: str
    valid_from: date
    source: str
    checked: bool
    note: str = ""

    @property
    def whole(self) -> int:
        """The value as a whole number; raises ValueError for text or a fraction."""
        number = float(self.value)
        if number != int(number):
            raise ValueError(f"{self.name} is {self.value}, not a whole number")
        return int(number)


@cache
def all_figures() -> tuple[Figure, ...]:
    """Return every figure of the product, by name and then by first day."""
    figures = [
        Figure(**entry)
        for package in FIGURE_FILES
        for path in sorted((_TOP / package).rglob("figures.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
    ]
    return tuple(sorted(figures, key=lambda figure: (figure.name, figure.valid_from)))


@cache
def figure(name: str, on: date) -> Figure:
    """Return the figure in force on a day; KeyError if none was."""
    in_force = [item for item in all_figures() if item.name == name and item.valid_from <= on]
    if not in_force:
        raise KeyError(f"no figure {name!r} on {on}")
    return in_force[-1]
