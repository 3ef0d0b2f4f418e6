"""The contents of the run page: the gap to the bound, what the solver is doing, the best rota so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rostering.rotas.models import Rota
from rostering.runs.chart import NARROW, WIDE, Chart, clock_words, draw
from rostering.runs.models import BEFORE_SEARCH, ENDED, Run, RunSnapshot, RunStatus, RunStep
from rostering.runs.so_far import Glance, MeasureSoFar, glance, measures
from workforce.core.words import count_of, sentence_case

#: The phase in which inner loops are compiled.
PREPARING = "preparing"
#: What the run page is called in each state, the state in a word, and how it is drawn.
STATES = {
    RunStatus.QUEUED: ("Waiting to make a rota", "Waiting", "wait"),
    RunStatus.RUNNING: ("Making a rota", "Running", "wait"),
    RunStatus.FINISHED: ("The rota is made", "Finished", "ok"),
    RunStatus.STOPPED: ("Stopped", "Stopped", "off"),
    RunStatus.INFEASIBLE: ("No lawful rota", "No rota", "gap"),
    RunStatus.FAILED: ("The rota was not made", "Not made", "gap"),
}
#: The time over which the gain is measured, and the least gain, or gap, for which waiting is worth while.
GAIN_MS = 30_000
GAIN_WORTH_PERMILLE = 5


@dataclass(frozen=True, slots=True)
class SearchStage:
    """A stage of the solver's work: done, under way, still to come, or left out."""

    title: str
    text: str
    state: str
    took: str


@dataclass(frozen=True, slots=True)
class Watch:
    """Everything on the run page."""

    title: str
    state: str
    shape: str
    ended: bool
    headline: str
    sentence: str
    elapsed: str
    stops_at: str
    best: int | None
    bound: int | None
    gap: str
    chart: Chart | None
    narrow_chart: Chart | None
    steps: Sequence[RunStep]
    stages: list[SearchStage]
    measures: list[MeasureSoFar]
    glance: Glance | None
    locked: int
    #: Where one more person would save most: the saving, and why nobody else is there.
    costly_demands: list[tuple[str, str]]


def watch(
    run: Run,
    steps: Sequence[RunStep],
    snapshot: RunSnapshot | None,
    kinds: Mapping[int, str],
    now: datetime,
) -> Watch:
    """Return what to show of a run at this moment."""
    title, state, shape = STATES[run.status]
    if run.status is RunStatus.STOPPED:
        title = f"Stopped, {'and kept' if run.rota_id else 'nothing kept'}"
    if run.from_rota is not None and run.rota_id is None and run.best is not None:
        title, state = f"{sentence_case(run.from_rota.name)} stays as it is", "Nothing better"
    size: Mapping[str, int] = snapshot.size if snapshot else {}
    until = run.ended_at or now
    waited_ms = int((until - run.started_at).total_seconds() * 1000) if run.started_at else 0
    # The time of the run begins with its search.
    searches = any(step.phase not in BEFORE_SEARCH for step in steps)
    elapsed_ms = waited_ms if searches else 0
    newest = next((step for step in reversed(steps) if step.best is not None), None)
    best = run.best if run.best is not None else newest.best if newest else None
    bound = run.bound if run.bound is not None else steps[-1].bound if steps else None
    gap = gap_words(best, bound) if bound or not best else ""
    begins_with = "First lawful rota"
    if run.from_rota is not None and size.get("given_lawful", 0):
        begins_with = sentence_case(run.from_rota.name)
    return Watch(
        title=title,
        state=state,
        shape=shape,
        ended=run.status in ENDED,
        headline=_headline(run, steps, best, bound, gap),
        sentence=_sentence(run, newest, size, advice(steps, elapsed_ms)),
        elapsed=clock_words(elapsed_ms),
        stops_at=clock_words(run.seconds_max * 1000),
        best=best,
        bound=bound,
        gap=gap,
        chart=draw(steps, elapsed_ms, WIDE, begins_with) if searches else None,
        narrow_chart=draw(steps, elapsed_ms, NARROW, begins_with) if searches else None,
        steps=[step for step in steps if step.best is not None],
        stages=_stages(run, steps, size, elapsed_ms, waited_ms),
        measures=measures(steps, size, run.from_rota) if newest else [],
        glance=glance(run, snapshot, kinds) if snapshot and snapshot.best_rows else None,
        locked=size.get("locked", 0),
        costly_demands=[_head_and_rest(words) for words in snapshot.costly_demands]
        if snapshot and run.rota_id
        else [],
    )


def _head_and_rest(words: str) -> tuple[str, str]:
    head, _, rest = words.partition(". ")
    return f"{head}.", rest


def gap_words(best: int | None, bound: int | None) -> str:
    """Return the relative gap between cost and bound: "3.6%"; empty where that is not known."""
    if best is None or bound is None:
        return ""
    return f"{100 * (best - bound) / best:.1f}%" if best else "0.0%"


def _headline(run: Run, steps: Sequence[RunStep], best: int | None, bound: int | None, gap: str) -> str:
    if run.status is RunStatus.RUNNING and _is_preparing(steps):
        return "Getting ready to search"
    if best is None:
        waiting = {
            RunStatus.QUEUED: "It starts as soon as a worker is free",
            RunStatus.RUNNING: "Looking for a first lawful rota",
            RunStatus.INFEASIBLE: "No rota can keep every rule",
        }
        return waiting.get(run.status, "There is no rota to show")
    if best == bound:
        return "Nothing better is possible"
    if not bound:
        return "A lawful rota, and no telling yet how much better it can get"
    return f"Within {gap} of the best possible"


def _is_preparing(steps: Sequence[RunStep]) -> bool:
    """Whether the search waits for its inner loops to be compiled."""
    return bool(steps) and steps[-1].phase == PREPARING


def _sentence(run: Run, newest: RunStep | None, size: Mapping[str, int], advised: str) -> str:
    if newest is None or newest.best is None or (run.message and run.rota_id is None):
        return run.message
    unfilled = f"{newest.unfilled} of {size.get('duties', 0)} needed duties unfilled"
    clauses = [f"Lawful, {unfilled if newest.unfilled else 'every duty filled'}"]
    if run.from_rota is not None:
        clauses.append(f"{_compared(newest, size, run.from_rota)} {run.from_rota.name}")
    sentence = f"{', '.join(clauses)}."
    return f"{sentence} {advised}" if advised and run.status is RunStatus.RUNNING else sentence


def _compared(newest: RunStep, size: Mapping[str, int], before: Rota) -> str:
    """Say how the best rota so far compares with the one that is improved, by the facts of today if known."""
    if not size.get("given_lawful", 1):
        return "unlike"
    cost = size.get("given_cost", before.score.get("cost", 0))
    unfilled = size.get("given_unfilled", before.score.get("unfilled", 0))
    now, then = (newest.unfilled or 0, newest.best or 0), (unfilled, cost)
    return "better than" if now < then else "as good as" if now == then else "not as good as"


def advice(steps: Sequence[RunStep], elapsed_ms: int) -> str:
    """Return in words whether to wait for a better rota; empty where that cannot be told.

    If the gap to the bound is small, it advises to stop, whatever was gained recently.
    """
    known = [step for step in steps if step.best is not None]
    if not known:
        return ""
    best, bound = known[-1].best or 0, steps[-1].bound or 0
    if _permille(best - bound, best) < GAIN_WORTH_PERMILLE:
        return "Hardly anything is left to gain: you may as well stop."
    earlier = [step for step in known if step.at_ms <= elapsed_ms - GAIN_MS]
    if not earlier:
        return ""
    filled = (earlier[-1].unfilled or 0) - (known[-1].unfilled or 0)
    if filled > 0:
        duties = count_of(filled, "more duty", "more duties").lower()
        return f"Filled {duties} in the last 30 seconds: worth a little longer."
    before = earlier[-1].best or 0
    gained = _permille(before - best, before)
    if gained < GAIN_WORTH_PERMILLE:
        return "Little was gained in the last 30 seconds: you may as well stop."
    return f"Gained {gained / 10:g}% in the last 30 seconds: worth a little longer."


def _permille(part: int, whole: int) -> int:
    return 1000 * part // max(whole, 1)


def _stages(
    run: Run, steps: Sequence[RunStep], size: Mapping[str, int], elapsed_ms: int, waited_ms: int
) -> list[SearchStage]:
    """Return the stages of the solver, each done, under way, still to come, or left out."""
    searching = next((step for step in steps if step.phase not in (*BEFORE_SEARCH, "reading")), None)
    first = next((step for step in steps if step.best is not None), None)
    proven = bool(steps) and steps[-1].best is not None and steps[-1].best == steps[-1].bound
    over = run.status in ENDED
    read_ms = min((step.at_ms for step in (searching, first) if step), default=None)
    improving_ms = max(first.at_ms, searching.at_ms) if first and searching else None
    began_ms = [0 if run.started_at else None, read_ms, improving_ms]
    ended_ms = [read_ms, first.at_ms if first else None, elapsed_ms if over or proven else None]
    unfilled = count_of(first.unfilled or 0, "duty was", "duties were") if first else ""
    from_given = run.from_rota is not None and size.get("given_lawful", 0)
    titles_and_texts = (
        ("Read the rules", _size_words(size)),
        (
            f"Began with {run.from_rota.name}"
            if run.from_rota and from_given
            else "Made a first rota that keeps every law",
            unfilled and f"{unfilled} unfilled",
        ),
        ("Improving it", "Fills what must be filled, then meets what it can of all else"),
    )
    stages = []
    for (title, text), began, ended in zip(titles_and_texts, began_ms, ended_ms, strict=True):
        if began is None:
            stages.append(SearchStage(title, text, "left" if over else "later", ""))
        elif ended is None:
            so_far = "" if over else f"{clock_words(elapsed_ms - began)} so far"
            stages.append(SearchStage(title, text, "left" if over else "now", so_far))
        else:
            stages.append(SearchStage(title, text, "done", _seconds(ended - began)))
    if any(step.phase == PREPARING for step in steps):
        now = _is_preparing(steps) and not over
        text = "Once on this machine, for about a minute. The time of the search begins afterwards"
        took = f"{clock_words(waited_ms)} so far" if now else ""
        stages.insert(2, SearchStage("Getting the search ready", text, "now" if now else "done", took))
    proof = "It has been proven" if proven else "Ends by itself when that is so"
    state = "done" if proven else "left" if over else "later"
    return [*stages, SearchStage("Proving that nothing better exists", proof, state, "")]


def _seconds(milliseconds: int) -> str:
    return f"{round(milliseconds / 1000)} s" if milliseconds < 100_000 else clock_words(milliseconds)


def _size_words(size: Mapping[str, int]) -> str:
    """Return the size of the problem in words."""
    names = (
        ("rules", "rule", "rules"),
        ("people", "person", "people"),
        ("duties", "needed duty", "needed duties"),
        ("requests", "request", "requests"),
        ("locked", "lock", "locks"),
    )
    return ", ".join(
        count_of(size[key], singular, plural).lower() for key, singular, plural in names if size.get(key)
    )
