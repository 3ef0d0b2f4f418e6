"""What is wrong with a file, and where."""

from __future__ import annotations


class FormatError(ValueError):
    """A file cannot be read; the message is one line that starts with the line number.

    ``part`` says which of several files that make up a problem, counted from 0.
    """

    def __init__(self, line: int, message: str, part: int = 0) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line
        self.message = message
        self.part = part
