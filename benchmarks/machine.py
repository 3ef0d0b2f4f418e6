"""What a measurement was made on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def facts() -> str:
    """Return one line on the processor, the load beside us and the versions that matter."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or "unknown processor"
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({model}), load {load:.1f} at the start, {platform.system()}, "
        f"Python {platform.python_version()}, OR-Tools {version('ortools')}"
    )
