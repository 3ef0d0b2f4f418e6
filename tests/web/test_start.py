"""`start` brings a stranger from an empty folder to a page with a rota, and leaves nothing running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
import uuid
from pathlib import Path

import pytest

from tests.conftest import wait_until

TOP = Path(__file__).parents[2]
SOON_SECONDS = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(tmp_path: Path, port: int, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", "start", "--port", str(port)],
        cwd=TOP,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/county.sqlite", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _read_until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(f"it ended and never said {words!r}:\n{said}")


def _end(process: subprocess.Popen[str]) -> None:
    """End it politely: killed, it would leave its children, which hold its output open for ever."""
    process.terminate()
    process.communicate(timeout=SOON_SECONDS)


def _running_with(mark: str) -> list[str]:
    """Return the processes whose environment carries a mark, which children inherit."""
    running = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_text(errors="replace"):
                running.append(folder.name)
        except OSError:
            continue
    return running


@pytest.mark.slow
def test_a_first_start_shows_a_county_with_a_rota_and_ends_cleanly(tmp_path: Path) -> None:
    mark, port = uuid.uuid4().hex, _free_port()
    process = _start(tmp_path, port, START_TEST=mark)
    try:
        said = _read_until(process, "Ctrl-C ends it.")
        assert "places empty" in said
        assert "lead@dorset.example" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5) as page:
            assert "lead@dorset.example" in page.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
        wait_until(lambda: not _running_with(mark), 2)
    finally:
        _end(process)


@pytest.mark.slow
def test_an_empty_county_says_how_to_make_its_administrator(tmp_path: Path) -> None:
    process = _start(tmp_path, _free_port(), DEMO="0")
    try:
        said = _read_until(process, "Ctrl-C ends it.")
        assert "accounts make-administrator" in said
        assert "dorset.example" not in said
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
    finally:
        _end(process)


def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port: int = taken.getsockname()[1]
        process = _start(tmp_path, port)
        said, _ = process.communicate(timeout=SOON_SECONDS)
    assert process.returncode == 1
    (line,) = said.strip().splitlines()
    assert line.startswith(f"Error: Port {port} cannot be used")
