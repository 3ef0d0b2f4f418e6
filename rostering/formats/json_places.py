"""Finds the line of a place in a JSON text, so that an error can name it."""

from __future__ import annotations

import re
from typing import TypeAlias

Place: TypeAlias = tuple[str | int, ...]

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def line_of(text: str, place: Place) -> int:
    """Return the line where a place begins, or that of its nearest surroundings that are there; 1 if none is.

    >>> line_of('{"a":\\n[1,\\n2]}', ("a", 1))
    3
    """
    found, depth_found = 0, -1
    path: list[str | int] = []
    # For each open bracket: the place in the list, or None in an object.
    open_brackets: list[bool] = []
    expects_key = False
    for token in TOKEN.finditer(text):
        word = token.group()
        if word in "}]":
            open_brackets.pop()
            path.pop()
        elif word == ",":
            if open_brackets[-1]:
                path[-1] = int(path[-1]) + 1
            else:
                expects_key = True
        elif word != ":":
            if expects_key:
                path[-1], expects_key = word[1:-1], False
            if tuple(path) == place[: len(path)] and len(path) > depth_found:
                found, depth_found = token.start(), len(path)
            if word in "{[":
                open_brackets.append(word == "[")
                path.append(0 if word == "[" else "")
                expects_key = word == "{"
    return text.count("\n", 0, found) + 1
