"""Names of made-up people, as common as they are in the health and care work of the county."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

_POOLS = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))["pool"]


class Names:
    """Gives one name after another; once few are left, names come again, as they do in real life."""

    def __init__(self, randomness: random.Random, taken: set[tuple[str, str]]) -> None:
        self._random = randomness
        self._taken = set(taken)
        self._pools = [(pool["given"].split(), pool["family"].split()) for pool in _POOLS]
        self._shares = [pool["share"] for pool in _POOLS]

    def another(self) -> tuple[str, str]:
        """Return a given and a family name."""
        for _ in range(20):
            given, family = self._random.choices(self._pools, self._shares)[0]
            name = self._random.choice(given), self._random.choice(family)
            if name not in self._taken:
                self._taken.add(name)
                break
        return name
