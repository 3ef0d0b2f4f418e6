"""The command line: ``python -m rostering.solver solve|repair|check|generate``."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path

from rostering.checker import check
from rostering.explain import price_words
from rostering.formats import (
    Format,
    FormatError,
    format_of,
    read_problem,
    read_roster,
    write_native,
    write_roster,
)
from rostering.problem import Limits, Problem, ProblemError, Progress, Result, Roster
from rostering.rules import sentence
from rostering.solver import solve
from rostering.solver.county.cluster import connected
from rostering.solver.generators.counties import county
from rostering.solver.generators.teams import team
from rostering.solver.options import check_out, parser

OK, UNLAWFUL, UNREADABLE = 0, 1, 2
VIOLATIONS_SHOWN, PRICES_SHOWN = 20, 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 fine, 1 no lawful rota, 2 unreadable input."""
    options = parser().parse_args(arguments)
    try:
        check_out(options)
        if options.command == "generate":
            return _generate(options)
        problem = _read(options)
        return {"solve": _solve, "repair": _repair, "check": _check}[options.command](problem, options)
    except (FormatError, ProblemError, OSError) as error:
        where = getattr(options, "at_fault", "generate")
        sys.stderr.write(f"error: {where}: {_one_line(error)}\n")
        return UNREADABLE


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return " ".join(str(error).split())


def _read(options: argparse.Namespace) -> Problem:
    """Return the problem of a command, and note which file was at fault and which format it was."""
    paths: list[Path] = options.instance
    texts = [_text(path, options) for path in paths]
    options.at_fault = paths[0]
    options.format = format_of(texts[0])
    try:
        return read_problem(*texts)
    except FormatError as error:
        options.at_fault = paths[error.part]
        raise


def _text(path: Path, options: argparse.Namespace) -> str:
    options.at_fault = path
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FormatError(line, "the text is not UTF-8") from error


def _solve(problem: Problem, options: argparse.Namespace) -> int:
    asked: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        limits = Limits(
            seconds=options.seconds,
            deterministic=options.deterministic,
            workers=options.workers,
            seed=options.seed,
            gap=options.gap,
        )
        options.at_fault = options.cluster
        with connected(options.cluster) if options.cluster else nullcontext() as executor:
            options.at_fault = options.instance[0]
            result = solve(problem, limits, _show, lambda: bool(asked), executor)
    finally:
        signal.signal(signal.SIGINT, previous)
    summary: dict[str, object] = {
        "status": result.status.value,
        "cost": result.cost,
        "bound": result.bound,
        "gap": result.gap,
        "unfilled": result.unfilled,
        "cover_proven": result.cover_proven,
        "phase": result.phase,
        "seconds": round(result.seconds, 2),
        "seed": result.seed,
    }
    if options.explain:
        summary["dear"] = _dear(problem, result)
    sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
    for words in (*result.notes, *result.reasons):
        sys.stderr.write(words + "\n")
    if result.roster is None:
        return UNLAWFUL
    _save(problem, result.roster, options)
    return OK


def _dear(problem: Problem, result: Result) -> list[dict[str, object]] | None:
    """Return the dearest demands with their price and the reason, and say the same; None without prices."""
    if result.roster is None or result.prices is None:
        sys.stderr.write("no prices: CP-SAT was done first, or the column engine's bound is not close\n")
        return None
    said: list[dict[str, object]] = []
    for price in result.prices[:PRICES_SHOWN]:
        words = price_words(problem, result.roster, price)
        sys.stderr.write(words + "\n")
        said.append({**asdict(price), "words": words})
    return said


def _save(problem: Problem, roster: Roster, options: argparse.Namespace) -> None:
    options.at_fault = options.out
    text = write_roster(problem, roster, with_skill=options.format is Format.INRC2)
    options.out.write_text(text, encoding="utf-8")


def _repair(problem: Problem, options: argparse.Namespace) -> int:
    from rostering.solver.repair import Absence, repair  # here, because it loads OR-Tools

    roster = read_roster(problem, _text(options.roster, options))
    options.at_fault = "repair"
    until = options.from_day + 1 if options.to_day is None else options.to_day
    absence = Absence(options.absent, options.from_day, until)
    mended = repair(problem, roster, [absence], Limits(seconds=options.seconds, seed=options.seed))
    summary = {
        "status": mended.status.value,
        "changes": len(mended.changes),
        "fewest": mended.fewest,
        "proven": mended.proven,
        "unfilled_before": mended.unfilled_before,
        "unfilled": mended.report.unfilled if mended.report else None,
        "cost": mended.report.cost if mended.report else None,
        "seconds": round(mended.seconds, 2),
    }
    sys.stdout.write(json.dumps(summary) + "\n")
    for words in (*mended.words, *mended.reasons):
        sys.stderr.write(words + "\n")
    if mended.roster is None:
        return UNLAWFUL
    _save(problem, mended.roster, options)
    return OK


def _generate(options: argparse.Namespace) -> int:
    options.at_fault = "generate"
    made = partial(county, teams=options.teams) if options.teams > 1 else team
    problem = made(
        options.seed,
        staff=options.staff,
        weeks=options.weeks,
        tightness=options.tightness,
        part_time=options.part_time,
        employers=options.employers,
    )
    text = write_native(problem)
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.at_fault = options.out
        options.out.write_text(text, encoding="utf-8")
    return OK


def _show(progress: Progress) -> None:
    best = "none yet" if progress.best is None else str(progress.best)
    gap = "" if progress.gap is None else f"  gap {100 * progress.gap:.1f} %"
    unfilled = f"  unfilled {progress.unfilled}" if progress.unfilled else ""
    line = (
        f"{progress.seconds:7.1f} s  {progress.phase:9}  best {best}  bound {progress.bound}{gap}{unfilled}"
    )
    sys.stderr.write(line + "\n")


def _check(problem: Problem, options: argparse.Namespace) -> int:
    report = check(problem, read_roster(problem, _text(options.roster, options)))
    hard = [violation for violation in report.violations if violation.hard]
    summary = {
        "lawful": report.lawful,
        "cost": report.cost,
        "unfilled": report.unfilled,
        "violation_count": len(hard),
        "violations": [
            {
                "rule": violation.spec,
                "staff": violation.worker,
                "days": list(violation.days),
                "words": sentence(problem, violation),
            }
            for violation in hard[:VIOLATIONS_SHOWN]
        ],
        "lines": [{"rule": line.spec, "cost": line.cost, "words": line.words} for line in report.lines],
    }
    sys.stdout.write(json.dumps(summary, ensure_ascii=False, indent=1) + "\n")
    return OK if report.lawful else UNLAWFUL


if __name__ == "__main__":
    sys.exit(main())
