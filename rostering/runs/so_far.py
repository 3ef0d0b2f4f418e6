"""The best rota of a run so far: its measures, and the rota drawn small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rostering.demand.models import ShiftKind
from rostering.rotas.models import Rota
from rostering.runs.chart import spark
from rostering.runs.models import Run, RunSnapshot, RunStep

#: The rules whose broken units are shown, and what each is called here.
TITLES = {
    "minimum_cover": "Cover",
    "requests": "Requests",
    "weekends": "Weekends",
    "hours_target": "Hours",
}


@dataclass(frozen=True, slots=True)
class MeasureSoFar:
    """A measure in the best rota so far and, for comparison, in the draft that the run started from."""

    title: str
    now: str
    before: str
    line: str


@dataclass(frozen=True, slots=True)
class Glance:
    """The rota so far as small squares: a path for each kind of shift, and diamonds under short days."""

    people: int
    days: int
    paths: Mapping[str, str]
    short: list[tuple[int, int]]


def measures(steps: Sequence[RunStep], size: Mapping[str, int], before: Rota | None) -> list[MeasureSoFar]:
    """Return the measures of the best rota so far beside those of the draft that the run started from."""
    history = [step.amounts for step in steps if step.best is not None and step.amounts]
    requests = int(size.get("requests", 0))
    score = before.score if before else {}
    old = {line["spec"]: int(line["amount"]) for line in score.get("lines", [])}
    listed = []
    for key, title in TITLES.items():
        if key == "requests" and not requests:
            continue
        line = [int(amounts.get(key, 0)) for amounts in history]
        was = _words(key, old.get(key, 0), int(score.get("requests", 0))) if old else ""
        listed.append(MeasureSoFar(title, _words(key, line[-1] if line else 0, requests), was, spark(line)))
    return listed


def _words(key: str, amount: int, requests: int) -> str:
    """Say how much of a measure's rule is broken."""
    if key == "minimum_cover":
        return f"{amount} unfilled" if amount else "All filled"
    if key == "requests":
        return f"{requests - amount} of {requests} met"
    if key == "weekends":
        return f"{amount} too many" if amount else "None too many"
    return f"{amount} h off contract" if amount else "As contracted"


def glance(run: Run, snapshot: RunSnapshot, kinds: Mapping[int, str]) -> Glance:
    """Return the rota so far with a row for each person and a column for each day."""
    people = sorted({row[0] for row in snapshot.best_rows})
    place = {person_id: number for number, person_id in enumerate(people)}
    paths: dict[str, str] = {}
    for person_id, template_id, on in snapshot.best_rows:
        kind = kinds.get(template_id, ShiftKind.DAY.value)
        day = (date.fromisoformat(on) - run.starts_on).days
        paths[kind] = paths.get(kind, "") + f"M{day * 10} {place[person_id] * 10}h9v8h-9z"
    short = [
        ((date.fromisoformat(on) - run.starts_on).days, int(number))
        for on, number in sorted(snapshot.short_days.items())
    ]
    return Glance(len(people), (run.ends_on - run.starts_on).days + 1, paths, short)
