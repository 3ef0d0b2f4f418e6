"""A run is measured with all its processes, and none outlives it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import watch

CHILD = "import time; held = bytearray(60_000_000); held[::4096] = b'x' * len(held[::4096]); time.sleep(20)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_memory_of_all_processes_is_counted_and_all_are_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.05)
    seen = watch.run([sys.executable, "-c", PARENT], 0.8, tmp_path / "errors", tmp_path)
    assert seen.killed
    assert seen.peak_mb >= 60


def test_what_a_run_says_is_kept(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    seen = watch.run([sys.executable, "-c", "raise SystemExit('no')"], 20, errors, tmp_path)
    assert (seen.killed, seen.code, errors.read_text(encoding="utf-8")) == (False, 1, "no\n")
