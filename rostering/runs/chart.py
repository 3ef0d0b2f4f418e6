"""The chart of a run: the best rota and the bound as they move, as plain coordinates for an SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rostering.runs.models import RunStep

#: The chart as it stands on a screen, and on a phone.
WIDE, NARROW = (760, 360), (340, 300)
LEFT, RIGHT, TOP, BOTTOM = 60, 68, 20, 40
#: Readable distances between the ticks of an axis, times a power of ten.
ROUND = (1, 2, 5, 10, 20, 50)
TIME_TICKS_MS = (1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000)
TICKS_MOST = 6
SHORTEST_MS = 5000
#: The room that the label of a mark takes.
WORDS_WIDTH, WORDS_HEIGHT = 190, 24
#: The axis ends at so many times the best cost: the first rotas are far worse and would flatten the rest.
TOP_TIMES_BEST = 3


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled point of the chart."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws; all numbers are in the units of the view box."""

    best: str
    #: The best rotas before a costlier one filled more duties; empty if the line never rises.
    before: str
    area: str
    bound: str
    now_x: float
    best_y: float
    bound_y: float
    across: list[AxisTick]
    up: list[AxisTick]
    marks: list[Mark]
    width: int
    height: int
    left: int = LEFT
    top: int = TOP

    @property
    def right(self) -> int:
        """The x of the plot's right edge."""
        return self.width - RIGHT

    @property
    def bottom(self) -> int:
        """The y of the plot's lower edge."""
        return self.height - BOTTOM


def draw(
    steps: Sequence[RunStep],
    elapsed_ms: int,
    size: tuple[int, int] = WIDE,
    begins_with: str = "First lawful rota",
) -> Chart | None:
    """Return the chart of a run up to now; None before its first rota, which is called `begins_with`."""
    width, height = size
    with_rota = [step for step in steps if step.best is not None]
    if not with_rota:
        return None
    best = with_rota[-1].best or 0
    highest = max(step.best or 0 for step in with_rota)
    bound = steps[-1].bound or 0
    up = _ticks_up(bound, best, min(highest, max(best * TOP_TIMES_BEST, 1)))
    least, most = up[0], up[-1]
    span_ms = max(elapsed_ms, steps[-1].at_ms, SHORTEST_MS)

    def x(at_ms: int) -> float:
        return round(LEFT + (width - RIGHT - LEFT) * min(at_ms, span_ms) / span_ms, 1)

    def y(value: int) -> float:
        share = (min(max(value, least), most) - least) / (most - least)
        return round(height - BOTTOM - (height - BOTTOM - TOP) * share, 1)

    now_x = x(span_ms if elapsed_ms >= span_ms else max(elapsed_ms, steps[-1].at_ms))
    parts = _falling_parts(with_rota)
    ends_x = [*(x(part[0].at_ms) for part in parts[1:]), now_x]
    lines = [
        _stairs([(x(step.at_ms), y(step.best or 0)) for step in part], end_x)
        for part, end_x in zip(parts, ends_x, strict=True)
    ]
    best_line = lines[-1]
    bound_line = _stairs([(x(step.at_ms), y(step.bound or 0)) for step in steps], now_x)
    return Chart(
        width=width,
        height=height,
        best=best_line,
        before="".join(lines[:-1]),
        area=f"{best_line}V{height - BOTTOM}H{x(parts[-1][0].at_ms)}Z",
        bound=bound_line,
        now_x=now_x,
        best_y=y(best),
        bound_y=y(bound),
        across=[AxisTick(x(at), clock_words(at)) for at in _ticks_across(span_ms, width // 80)],
        up=[AxisTick(y(value), f"{value:,}") for value in up],
        marks=_apart(
            Mark(
                x(step.at_ms), y(step.best or 0), _unfilled(step, begins_with if step is with_rota[0] else "")
            )
            for step in _to_label(with_rota, parts)
        ),
    )


def spark(values: Sequence[int]) -> str:
    """Return the path of a small line that rises when a number improves, that is, gets lower."""
    if len(values) < 2:
        return ""
    most, least = max(values), min(values)
    span = max(most - least, 1)
    return "M" + "L".join(
        f"{round(2 + 96 * place / (len(values) - 1), 1)} {round(4 + 16 * (value - least) / span, 1)}"
        for place, value in enumerate(values)
    )


def clock_words(at_ms: int) -> str:
    """Return milliseconds as minutes and seconds: "2:14"."""
    minutes, seconds = divmod(at_ms // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _stairs(points: Sequence[tuple[float, float]], to_x: float) -> str:
    """Return the path of a step function through these points."""
    x, y = points[0]
    path = [f"M{x} {y}"]
    for next_x, next_y in points[1:]:
        if next_y != y:
            path.append(f"H{next_x}V{next_y}")
            y = next_y
    return "".join([*path, f"H{to_x}"])


def _falling_parts(steps: Sequence[RunStep]) -> list[list[RunStep]]:
    """Part the steps where the cost rises: there a rota was found that costs more and fills more duties."""
    parts = [[steps[0]]]
    for step in steps[1:]:
        if (step.best or 0) > (parts[-1][-1].best or 0):
            parts.append([])
        parts[-1].append(step)
    return parts


def _to_label(steps: Sequence[RunStep], parts: Sequence[Sequence[RunStep]]) -> list[RunStep]:
    """Return the first rota and those with which the line begins again.

    Where it never does: the first, and the two after it at which the unfilled duties were about halved.
    """
    if len(parts) > 1:
        return [part[0] for part in parts]
    chosen = [steps[0]]
    for step in steps[1:]:
        last = chosen[-1].unfilled or 0
        if len(chosen) < 3 and last and (step.unfilled or 0) * 2 <= last:
            chosen.append(step)
    return chosen


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks without those whose label would overlap the one before."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.x - kept[-1].x > WORDS_WIDTH or mark.y - kept[-1].y > WORDS_HEIGHT:
            kept.append(mark)
    return kept


def _unfilled(step: RunStep, name: str) -> str:
    words = f"{step.unfilled} unfilled" if step.unfilled else "all filled"
    return f"{name}: {words}" if name else words


def _ticks_up(bound: int, best: int, highest: int) -> list[int]:
    """Return round numbers from below the bound to above the highest; from 0 while the bound is far below."""
    lowest = max(0, bound - (highest - bound) // 4) if bound * 2 > best else 0
    span = max(highest - lowest, 1)
    power = 10 ** max(0, len(str(span)) - 2)
    step = next(unit * power for unit in ROUND if span <= unit * power * (TICKS_MOST - 1))
    return [step * place for place in range(lowest // step, -(-max(highest, lowest + 1) // step) + 1)]


def _ticks_across(span_ms: int, most: int) -> list[int]:
    step = next((step_ms for step_ms in TIME_TICKS_MS if span_ms <= step_ms * most), TIME_TICKS_MS[-1])
    return list(range(0, span_ms + 1, step))
