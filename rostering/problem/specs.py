"""A rule in force, as a problem carries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

ParamValue: TypeAlias = int | bool | str | tuple["ParamValue", ...]


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """A rule in force: which, for whom, how strictly and with what figures.

    Parameters
    ----------
    rule : str
        Name in the catalogue `rostering.rules.RULES`.
    hard : bool
        Whether breaking it makes a rota unlawful; otherwise each unit broken costs ``weight``.
    weight : int
        Cost of one unit, 0 or more; without meaning when hard.
    params : mapping
        The rule's parameters by name (see ``Parameters`` of the rule); figures of law arrive here.
    workers : tuple of str or None
        Whom it binds; None means everybody it can apply to.
    key : str
        Tells two specs of one rule apart; the rule's name when empty.
    """

    rule: str
    hard: bool = True
    weight: int = 0
    params: Mapping[str, ParamValue] = field(default_factory=dict)
    workers: tuple[str, ...] | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """Return the key under which its violations and its score line are reported."""
        return self.key or self.rule
