"""What is wrong with a file, and where."""

from __future__ import annotations


class FormatError(ValueError):
    """A file cannot be read; the message is one line that starts with the line number.

    Parameters
    ----------
    line : int
        The line at fault, counted from 1.
    message : str
        What is wrong there, with the field where there is one.
    part : int
        Which of several files that make up a problem, counted from 0.
    """

    def __init__(self, line: int, message: str, part: int = 0) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message
        self.part = part
