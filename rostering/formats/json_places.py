"""Finds the line of a place in the JSON text of a problem, so that an error can name it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

Place: TypeAlias = tuple[str | int, ...]

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def line_of(text: str, place: Place) -> int:
    """Return the line where a place begins, or that of its nearest surroundings that are there; 1 if none is.

    >>> line_of('{"a":\\n[1,\\n2]}', ("a", 1))
    3
    """
    start, depth_at_start = 0, -1
    path: list[str | int] = []
    # For each open bracket: the place in the list, or None in an object.
    open_brackets: list[bool] = []
    expects_key = False
    for token in TOKEN.finditer(text):
        word = token.group()
        if word in "}]":
            open_brackets.pop()
            path.pop()
            expects_key = False
        elif word == ",":
            if open_brackets[-1]:
                path[-1] = int(path[-1]) + 1
            else:
                expects_key = True
        elif word != ":":
            if expects_key:
                path[-1], expects_key = word[1:-1], False
            if tuple(path) == place[: len(path)] and len(path) > depth_at_start:
                start, depth_at_start = token.start(), len(path)
            if word in "{[":
                open_brackets.append(word == "[")
                path.append(0 if word == "[" else "")
                expects_key = word == "{"
    return text.count("\n", 0, start) + 1


def place_in(problem: Mapping[str, Any], place: str) -> Place:
    """Return where in a file the place that a `ProblemError` names is: ``workers[ada].hours[0]``."""
    name = place.partition("[")[0].partition(".")[0]
    path: list[str | int] = ["problem", name]
    rest, items = place.removeprefix(name), problem.get(name)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        label = f"[{item.get('key') or item.get('rule')}]" if isinstance(item, dict) else ""
        if label and rest.startswith(label):
            path.append(number)
            rest = rest.removeprefix(label)
            break
    for number, field in re.findall(r"\[(\d+)\]|(\w+)", rest):
        path.append(int(number) if number else field)
    return tuple(path)
