"""The same measurements give the same pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import pictures
from benchmarks.standing import Standing
from tests.unit.benchmarks.runs import measured

pytest.importorskip("matplotlib", reason="pictures need the extra bench")
RUNS = [measured(instance=name) for name in ("a", "b")] + [
    measured("cp-sat", instance=name, cost=120) for name in ("a", "b")
]


def test_drawn_twice_they_are_the_same_files(tmp_path: Path) -> None:
    standing = Standing(RUNS)
    for folder in ("one", "two"):
        names = pictures.draw(standing.instances("suite"), standing, tmp_path / folder)
    assert names == ["suite-profile.svg", "suite-a.svg", "suite-b.svg"]
    for name in names:
        one, two = (tmp_path / folder / name for folder in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()
        assert one.read_text(encoding="utf-8").startswith("<?xml")
        assert one.stat().st_size < 60_000
