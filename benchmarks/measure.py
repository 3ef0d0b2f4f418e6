"""Measures one run: in a fresh process, with a hard end, its rota judged by checker and referee."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from benchmarks import machine, tape, watch
from benchmarks.cases import HIGHS, OURS, Case
from benchmarks.peers import WORKERS
from benchmarks.records import Run
from benchmarks.referee import judge

#: What a process may take beyond its limit, for loading, reading the problem and coming to an end.
GRACE_SECONDS = 60
KERNELS = "rostering/**/*.nbc"


def measure(case: Case, solver: str, seconds: float, seed: int) -> Run:
    """Return one measured run; one that had to compile a kernel is made again."""
    if solver == OURS:
        _warm()
    while True:
        known = _kernels()
        run = _measured(case, solver, seconds, seed)
        if _kernels() == known:
            return run


@cache
def _warm() -> None:
    """Have the kernel compiled, once."""
    subprocess.run([sys.executable, "-m", "rostering.solver.columns.precompile"], cwd=machine.TOP, check=True)


def _kernels() -> set[tuple[Path, int]]:
    """Return the compiled kernels, which are kept beside the code, and when each was written."""
    return {(path, path.stat().st_mtime_ns) for path in machine.TOP.glob(KERNELS)}


def _measured(case: Case, solver: str, seconds: float, seed: int) -> Run:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        arguments = [case.suite, case.instance, solver, str(seconds), str(seed), name]
        command = [sys.executable, "-m", "benchmarks.child", *arguments]
        load, busy, began = machine.load(), machine.busy_seconds(), time.monotonic()
        errors = folder / "errors.txt"
        seen = watch.run(command, seconds + GRACE_SECONDS, errors, machine.TOP)
        took = time.monotonic() - began
        others = max(0.0, (machine.busy_seconds() - busy - seen.cpu) / took)
        heard = tape.hear(folder)
        judged = judge(case, folder / tape.ROSTER, heard)
        fault = judged.fault
        if seen.code and not seen.killed:
            fault = (errors.read_text(encoding="utf-8").strip().splitlines() or ["it died"])[-1]
        elif seen.killed:
            fault = f"did not end within {GRACE_SECONDS} s after its limit"
    return Run(
        suite=case.suite,
        instance=case.instance,
        solver=solver,
        seconds=seconds,
        workers={OURS: case.workers, HIGHS: 1}.get(solver, WORKERS),
        seed=seed,
        status=heard.status,
        cost=judged.cost,
        referee=judged.referee,
        bound=heard.bound,
        phase=heard.phase,
        used=round(heard.used if heard.used is not None else took, 2),
        first=next((at for at, best, _ in heard.trace if best is not None), None),
        cpu=round(seen.cpu, 1),
        others=round(others, 2),
        peak_mb=seen.peak_mb,
        load=load,
        trace=tuple(heard.trace),
        fault=fault,
        commit=machine.commit(),
        machine=machine.name(),
        at=datetime.now(UTC).date().isoformat(),
        versions=machine.versions(),
        figures=judged.figures,
        size=case.size,
        best_known=case.best_known,
    )
