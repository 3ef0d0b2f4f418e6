"""What can be asked on the command line, and whether the answer could be written."""

from __future__ import annotations

import argparse
import errno
import os
from pathlib import Path

from rostering.problem import Limits
from rostering.solver.generators.teams import EMPLOYERS, PART_TIME, TIGHTNESS

DEFAULTS = Limits()
#: Names the cluster for county runs in the environment.
CLUSTER = "ROSTERING_EXECUTOR"
INSTANCE = "the problem file; a scenario, a history and one file for each week where that is its format"


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line and refuses what makes no sense by the name of the option."""
    whole = argparse.ArgumentParser(prog="python -m rostering.solver", description="Make and check rotas.")
    commands = whole.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="make the best rota for a problem file")
    solving.add_argument("instance", type=Path, nargs="+", help=INSTANCE)
    solving.add_argument("--seconds", type=_positive, default=DEFAULTS.seconds)
    solving.add_argument("--workers", type=_whole, default=DEFAULTS.workers)
    solving.add_argument("--seed", type=_natural, default=DEFAULTS.seed)
    solving.add_argument(
        "--deterministic", type=_positive, default=None, help="limit in the solver's own units"
    )
    solving.add_argument(
        "--gap", type=_share, default=DEFAULTS.gap, help="stop within this share of the bound"
    )
    solving.add_argument(
        "--cluster",
        default=os.environ.get(CLUSTER, ""),
        metavar="ADDRESS",
        help=f"Dask scheduler whose workers run several teams; {CLUSTER} if left out",
    )
    solving.add_argument("--explain", action="store_true", help="say which demands are dear, and why")
    solving.add_argument("--out", type=Path, required=True)
    mending = commands.add_parser("repair", help="mend a rota after an absence, changing the least")
    mending.add_argument("instance", type=Path, nargs="+", help=INSTANCE)
    mending.add_argument("roster", type=Path)
    mending.add_argument("--absent", required=True, metavar="STAFF", help="who cannot come")
    mending.add_argument("--from-day", type=_natural, required=True, help="first day of the absence, from 0")
    mending.add_argument(
        "--to-day", type=_natural, help="first day back; one day after --from-day if left out"
    )
    mending.add_argument("--seconds", type=_positive, default=2.0)
    mending.add_argument("--seed", type=_natural, default=DEFAULTS.seed)
    mending.add_argument("--out", type=Path, required=True)
    making = commands.add_parser("generate", help="make up the problem of a realistic team, or of a county")
    making.add_argument("--seed", type=_natural, default=DEFAULTS.seed)
    making.add_argument("--staff", type=_whole, default=30, help="how many people, all teams together")
    making.add_argument("--teams", type=_whole, default=1, help="neighbours that share people")
    making.add_argument("--weeks", type=_whole, default=4)
    making.add_argument(
        "--tightness",
        type=_number,
        default=TIGHTNESS,
        help="hours wanted for each hour of contract, 0.5 to 1.5",
    )
    making.add_argument(
        "--part-time", type=_number, default=PART_TIME, help="share of people below full time, 0 to 1"
    )
    making.add_argument(
        "--employers", type=_whole, default=len(EMPLOYERS), help="how many employers they have, 1 to 4"
    )
    making.add_argument(
        "--out", type=Path, default=None, help="where to write it; standard output if left out"
    )
    checking = commands.add_parser("check", help="judge a rota by every rule of a problem file")
    checking.add_argument("instance", type=Path, nargs="+", help=INSTANCE)
    checking.add_argument("roster", type=Path)
    return whole


def _positive(text: str) -> float:
    value = _number(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("must be more than 0 and finite")
    return value


def _share(text: str) -> float:
    value = _number(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("must be 0 to 1")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a number, not {text!r}") from None


def _natural(text: str) -> int:
    return _at_least(0, text)


def _whole(text: str) -> int:
    return _at_least(1, text)


def _at_least(least: int, text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a whole number, not {text!r}") from None
    if value < least:
        raise argparse.ArgumentTypeError(f"must be {least} or more")
    return value


def check_out(options: argparse.Namespace) -> None:
    """Raise OSError where the answer could not be written, before any time is spent on it."""
    out: Path | None = getattr(options, "out", None)
    if out is None:
        return
    options.at_fault = out
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if any(
        out.exists() and path.exists() and out.samefile(path) for path in getattr(options, "instance", ())
    ):
        raise FileExistsError(errno.EEXIST, "the problem is in this file")
    place = out if out.exists() else out.parent
    if not place.exists():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {place}")
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
