"""Our own JSON: a problem as it is, field by field, with a format name and a version.

Fields that have their default value are left out. Reading what was written gives an equal problem.
"""

from __future__ import annotations

import json
import types
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from rostering.formats.errors import FormatError
from rostering.formats.json_places import Place, line_of, place_in
from rostering.problem import Problem, ProblemError

FORMAT: Final = "rota-problem"
VERSION: Final = 1
# Deeper than any parameter needs, and far from the end of the stack.
MAX_DEPTH = 20

Json: TypeAlias = Any


class _Wrong(Exception):
    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def write_native(problem: Problem) -> str:
    """Return a problem as JSON text.

    Parameters
    ----------
    problem : Problem
        Any.

    Returns
    -------
    str
        What `read_native` reads to the same problem, indented, with a version.
    """
    content = {"format": FORMAT, "version": VERSION, "problem": _encoded(problem)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_native(text: str) -> Problem:
    """Return the problem in a JSON text.

    Parameters
    ----------
    text : str
        As `write_native` writes it; what has a default may be left out.

    Returns
    -------
    Problem
        Ready to be solved.

    Raises
    ------
    FormatError
        When it is no problem; it names the line and the field at fault.
    """
    text = text.removeprefix("\ufeff")
    try:
        content = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_object_of)
    except json.JSONDecodeError as error:
        raise FormatError(error.lineno, f"not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise FormatError(1, f"not JSON: {error}") from error
    try:
        return _read(content)
    except _Wrong as error:
        name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.place)
        where = name.removeprefix(".") or "the file"
        raise FormatError(line_of(text, error.place), f"{where}: {error.message}") from error
    except ProblemError as error:
        raise FormatError(line_of(text, place_in(content["problem"], error.place)), str(error)) from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


class _Repeats(dict[str, Json]):
    """An object of a file that gives a field twice, which JSON leaves to the reader."""

    def __init__(self, pairs: Sequence[tuple[str, Json]]) -> None:
        super().__init__(pairs)
        counted = Counter(name for name, _ in pairs)
        self.twice = next(name for name, many in counted.items() if many > 1)


def _object_of(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    content = dict(pairs)
    return content if len(content) == len(pairs) else _Repeats(pairs)


def _members(value: Json, place: Place) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise _Wrong(place, "must be an object")
    if isinstance(value, _Repeats):
        raise _Wrong((*place, value.twice), "is given twice")
    return value


def _read(content: Json) -> Problem:
    content = _members(content, ())
    if content.get("format") != FORMAT:
        raise _Wrong(("format",), f"must be {FORMAT!r}")
    if content.get("version") != VERSION or content.get("version") is True:
        raise _Wrong(("version",), f"must be {VERSION}; this is the only version there is")
    for name in content:
        if name not in ("format", "version", "problem"):
            raise _Wrong((name,), "is not a field of the format")
    problem = _decoded(Problem, content.get("problem"), ("problem",))
    assert isinstance(problem, Problem)
    return problem


# -- writing


def _encoded(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        content = {}
        for field in fields(value):
            item = getattr(value, field.name)
            if field.init and (_is_required(field) or item != _default(field)):
                content[field.name] = _encoded(item)
        return content
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _encoded(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


# -- reading


@cache
def _fields(kind: type) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind) if field.init}


def _decoded(kind: Any, value: Json, place: Place) -> object:
    """Return a JSON value as an instance of a type, or say where it is not one."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, value, place)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if arguments[-1] is not type(None):
            # The one union of values is that of parameters.
            return _parameter(value, place)
        return None if value is None else _decoded(arguments[0], value, place)
    if origin is tuple:
        if not isinstance(value, list):
            raise _Wrong(place, "must be a list")
        return tuple(_decoded(arguments[0], item, (*place, number)) for number, item in enumerate(value))
    if origin is not None:
        members = _members(value, place).items()
        return {key: _decoded(arguments[1], item, (*place, key)) for key, item in members}
    return _simple(kind, value, place)


def _object(kind: type, value: Json, place: Place) -> object:
    members, known = _members(value, place), _fields(kind)
    for name in members:
        if name not in known:
            raise _Wrong((*place, name), f"is not a field of {kind.__name__}")
    arguments = {}
    for name, (field, hint) in known.items():
        if name in members:
            arguments[name] = _decoded(hint, members[name], (*place, name))
        elif _is_required(field):
            raise _Wrong(place, f"{name!r} is missing")
    return kind(**arguments)


def _parameter(value: Json, place: Place) -> object:
    if len(place) > MAX_DEPTH:
        raise _Wrong(place, "is nested too deeply")
    if isinstance(value, list):
        return tuple(_parameter(item, (*place, number)) for number, item in enumerate(value))
    return value


def _simple(kind: type, value: Json, place: Place) -> object:
    """Return a value as it is, but for what JSON has no types for; the problem refuses what is wrong."""
    if kind is date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise _Wrong(place, "must be a date such as 2027-01-04") from None
    if issubclass(kind, StrEnum):
        if value not in list(kind):
            raise _Wrong(place, f"must be one of {', '.join(kind)}")
        return kind(value)
    return value
