"""Refuses a value that is not of the type of its field, or beyond what can be reckoned with, at any depth."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from rostering.problem.errors import ProblemError

Check: TypeAlias = Callable[[Any], None]

#: The most that a whole number may be: minutes and costs are summed, and the sums must stay inside 64 bits.
LARGEST: Final = 10**9
#: Whole numbers that may lie before the horizon; any other is 0 or more.
SIGNED: Final = frozenset(
    {
        "start_min",
        "end_min",
        "from_day",
        "to_day",
        "post_start_day",
        "young_until_day",
        "earlier_day_starts",
    }
)


def check_types(record: Any) -> None:
    """Raise ProblemError for the first field, at any depth, whose value is not what the field is for."""
    kind: type = type(record)
    for name, check in _checks(kind):
        try:
            check(getattr(record, name))
        except ProblemError as error:
            raise error.inside(name) from None


@cache
def _checks(kind: type) -> tuple[tuple[str, Check], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _check(hints[field.name], field.name)) for field in fields(kind) if field.init)


def _check(hint: Any, name: str) -> Check:
    """Return what refuses any value that is not of a type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        # The one union of values is that of parameters.
        return _optional(_check(arguments[0], name)) if arguments[-1] is type(None) else _parameter
    if origin is tuple:
        return _items(_check(arguments[0], name))
    if origin is not None:
        return _mapping(_check(arguments[1], name))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    if hint is int:
        return _whole(-LARGEST if name in SIGNED else 0)
    return {str: _text, float: _number}.get(hint) or _instance(hint)


def _optional(check: Check) -> Check:
    def optional(value: Any) -> None:
        if value is not None:
            check(value)

    return optional


def _items(check: Check) -> Check:
    def items(value: Any) -> None:
        if type(value) is not tuple:
            raise ProblemError("", "must be a tuple")
        for number, item in enumerate(value):
            try:
                check(item)
            except ProblemError as error:
                raise error.inside(f"[{_label(item) or number}]") from None

    return items


def _mapping(check: Check) -> Check:
    def mapping(value: Any) -> None:
        if not isinstance(value, Mapping):
            raise ProblemError("", "must be a mapping")
        for key, item in value.items():
            _text(key)
            try:
                check(item)
            except ProblemError as error:
                raise error.inside(key) from None

    return mapping


def _record(kind: type) -> Check:
    def record(value: Any) -> None:
        if type(value) is not kind:
            raise ProblemError("", f"must be a {kind.__name__}")
        check_types(value)

    return record


def _whole(least: int) -> Check:
    def whole(value: Any) -> None:
        if type(value) is not int:
            raise ProblemError("", "must be a whole number")
        if value < least:
            raise ProblemError("", f"must be {least} or more")
        if value > LARGEST:
            raise ProblemError("", f"must be {LARGEST} or less")

    return whole


def _instance(kind: type) -> Check:
    words = {bool: "must be true or false", date: "must be a date"}
    wanted = words.get(kind) or f"must be a {kind.__name__}"

    def instance(value: Any) -> None:
        if type(value) is not kind:
            raise ProblemError("", wanted)

    return instance


def _number(value: Any) -> None:
    if type(value) not in (int, float):
        raise ProblemError("", "must be a number")


def _text(value: Any) -> None:
    if type(value) is not str:
        raise ProblemError("", "must be a text")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ProblemError("", "has half a character in it") from None


def _parameter(value: Any) -> None:
    checks: dict[type, Check] = {
        tuple: _items(_parameter),
        int: _whole(-LARGEST),
        str: _text,
        bool: lambda _value: None,
    }
    check = checks.get(type(value))
    if check is None:
        raise ProblemError("", "must be a whole number, true, false, a text or a tuple of these")
    check(value)


def _label(item: object) -> str:
    """Return what a record is called in the place of an error, where it has a name that can be printed."""
    name = getattr(item, "name", getattr(item, "key", ""))
    return name if isinstance(name, str) and name.isprintable() else ""
