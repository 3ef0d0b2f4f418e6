"""Measures the first start: ``python -m benchmarks.first_start [--cores 1] [--load 8]``.

It starts the demonstration as `make run` does, on a copy of the tracked files with neither a database nor
compiled loops, and tells after how many seconds pages answered, the loops were ready, and the sign-ins stood
there, and how good the first rota is. What `make run` installs beforehand is not measured. The exit code is 1
where there was no lawful rota, and on two cores without a load also where it took too long or is too poor.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

TOP = Path(__file__).parents[1]
#: The most seconds from the command to the sign-ins, and the largest gap in per cent, on two quiet cores.
MAX_SECONDS, MAX_GAP = 90.0, 3.0
#: What the start says when it gets somewhere.
MOMENTS = {
    "The pages answer": "pages answer",
    "Made in": "rota made",
    "Ctrl-C ends it": "sign-ins stand there",
}
MADE = re.compile(r"Made in .*: (\d+) places empty, [\d,]+ penalty points(?:, within ([\d.]+)%)?")
BUSY = "while True: pass"


def main() -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser("benchmarks.first_start", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cores", type=int, help="use so many of the cores")
    parser.add_argument("--load", type=int, default=0, help="so many processes are busy meanwhile")
    options = parser.parse_args()
    if options.cores:
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: options.cores]))
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(options.load)]
    try:
        with TemporaryDirectory() as folder:
            copy_tracked(Path(folder))
            seconds, made = start(Path(folder))
    finally:
        for process in busy:
            process.kill()
    if made is None:
        print("No lawful rota was made.")
        return 1
    is_quiet = len(os.sched_getaffinity(0)) >= 2 and not options.load
    gap = float(made[2]) if made[2] else 100.0
    return int(is_quiet and (seconds > MAX_SECONDS or gap > MAX_GAP))


def copy_tracked(folder: Path) -> None:
    """Copy the tracked files, and link what is installed."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, text=True, check=True)
    for name in filter(None, names.stdout.split("\0")):
        if (TOP / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TOP / name, folder / name)
    shutil.copytree(TOP / "static" / "vendor", folder / "static" / "vendor")


def start(folder: Path) -> tuple[float, re.Match[str] | None]:
    """Start the demonstration there and end it; return the seconds it took, and what it said of the rota."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began, made = time.monotonic(), None
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "app", "start", "--port", str(port)],
        cwd=folder,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/county.sqlite", "PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            for words, moment in MOMENTS.items():
                if words in line:
                    print(f"{time.monotonic() - began:6.1f} s  {moment}", flush=True)
            if MADE.search(line):
                made = MADE.search(line)
                print(f"          {line.strip()}", flush=True)
            if "Ctrl-C ends it" in line:
                break
        return time.monotonic() - began, made
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
