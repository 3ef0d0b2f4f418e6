"""What a measurement was made on, and what else the machine did meanwhile."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: What decides how fast a rota is found, by the name of its package.
PACKAGES = ("ortools", "highspy", "numba", "cpmpy")
TOP = Path(__file__).resolve().parents[1]
#: Time in /proc/stat: user, nice, system, idle, waiting; the fields after these count as work.
IDLE_FIELDS = (3, 4)


def name() -> str:
    """Return the machine in a few words: cores, processor, system, Python."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or "unknown processor"
    return f"{os.cpu_count()} cores ({model}), {platform.system()}, Python {platform.python_version()}"


def versions() -> dict[str, str]:
    """Return the versions of the packages that matter; those that are not installed are left out."""
    versions = {}
    for package in PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions


def commit() -> str:
    """Return the commit that is measured, with a "+" when files under version control differ from it."""
    commit = git("rev-parse", "--short=12", "HEAD")
    changed = commit and git("status", "--porcelain", "--untracked-files=no", "rostering")
    return commit + "+" if changed else commit


def git(*arguments: str) -> str:
    """Return what git says, or nothing where it cannot."""
    try:
        told = subprocess.run(["git", "-C", TOP, *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""


def load() -> float:
    """Return how many processes wanted to run in the last minute, on average."""
    return round(os.getloadavg()[0], 2)


def busy_seconds() -> float:
    """Return for how many seconds all cores together have worked since the machine started; 0 if unknown."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0
    fields = [int(field) for field in stat.read_text(encoding="utf-8").splitlines()[0].split()[1:9]]
    ticks = sum(fields) - sum(fields[field] for field in IDLE_FIELDS)
    return ticks / os.sysconf("SC_CLK_TCK")
