"""What is wrong with a problem, and where."""

from __future__ import annotations


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
