"""What is wrong with a problem, and where."""

from __future__ import annotations

from collections.abc import Container


class ProblemError(ValueError):
    """A problem, or what goes with it, cannot be used.

    Parameters
    ----------
    place : str
        The field at fault: ``shifts[E0].end_min``.
    message : str
        What is wrong with it.
    """

    def __init__(self, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message

    def inside(self, step: str) -> ProblemError:
        """Return the same error as seen from what is around its place: a field, or an item as ``[0]``."""
        dot = "." if self.place and not self.place.startswith("[") else ""
        return ProblemError(f"{step}{dot}{self.place}", self.message)


def require(condition: bool, place: str, message: str) -> None:
    """Raise ProblemError about a field unless a condition holds."""
    if not condition:
        raise ProblemError(place, message)


def require_known(key: str, among: Container[str], place: str, what: str) -> None:
    """Raise ProblemError about a field that names something which the problem does not have."""
    require(key in among, place, f"there is no {what} {key!r}")
