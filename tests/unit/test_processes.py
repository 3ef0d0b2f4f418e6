"""Children that belong together end together."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from rostering import processes as module
from rostering.processes import ChildEnded, Processes, ToldToEnd
from tests.conftest import wait_until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
#: Starts a child of its own that ignores the polite signal, says its id, and ends.
STUBBORN = """
import subprocess, sys
code = "import signal as s, time; s.signal(s.SIGTERM, s.SIG_IGN); print('here', flush=True); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
child.stdout.readline()
open("id", "w").write(str(child.pid))
child.wait()
"""


def test_a_child_that_ends_by_itself_is_noticed(tmp_path: Path) -> None:
    with Processes() as processes, pytest.raises(ChildEnded, match="web process ended"):
        processes.start("web", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path, {})
        processes.start("worker", SLEEP, tmp_path, {})
        processes.wait()


def test_what_a_child_started_ends_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE_SECONDS", 0.1)
    with Processes() as processes:
        processes.start("worker", [sys.executable, "-c", STUBBORN], tmp_path, {})
        wait_until(lambda: (tmp_path / "id").exists() and (tmp_path / "id").read_text())
    grandchild = Path("/proc", (tmp_path / "id").read_text())
    wait_until(lambda: not grandchild.exists() or ") Z " in (grandchild / "stat").read_text())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_all_and_are_handled_as_before_afterwards(tmp_path: Path, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    began = time.monotonic()
    with pytest.raises(ToldToEnd), Processes() as processes:
        processes.start("worker", SLEEP, tmp_path, {})
        signal.raise_signal(number)
    assert time.monotonic() - began < 2
    assert signal.getsignal(number) is before


def test_a_second_signal_right_behind_the_first_interrupts_nothing(tmp_path: Path) -> None:
    with pytest.raises(ToldToEnd), Processes() as processes:
        processes.start("worker", SLEEP, tmp_path, {})
        child = processes._running["worker"]
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)
    assert child.poll() is not None
