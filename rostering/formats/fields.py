"""What the readers of public formats share: numbers, and rules for the people who have a figure in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rostering.formats.errors import FormatError
from rostering.problem import ParamValue, RuleSpec

MAX_NUMBER = 10_000_000


def number(line: int, text: str, most: int = MAX_NUMBER) -> int:
    """Return a whole number of 0 or more; raise FormatError for anything else."""
    if text == "-0":  # some published files write nothing so
        return 0
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or int(text) > most:
        raise FormatError(line, f"{text[:40]!r} should be a whole number from 0 to {most}")
    return int(text)


def grouped(
    rule: str,
    parameter: str,
    value_of: Mapping[str, ParamValue],
    *,
    weight: int | None = None,
    more: Mapping[str, ParamValue] | None = None,
) -> Iterator[RuleSpec]:
    """Yield one rule in force for each value of a parameter, binding the people who have that value.

    It is hard unless it has a weight.
    """
    groups: dict[ParamValue, list[str]] = {}
    for name, value in value_of.items():
        groups.setdefault(value, []).append(name)
    for place, (value, names) in enumerate(groups.items()):
        yield RuleSpec(
            rule=rule,
            hard=weight is None,
            weight=weight or 0,
            params={parameter: value, **(more or {})},
            workers=tuple(names),
            key=f"{rule}.{place}",
        )
