"""Readiness: the match of what a host demands with what a passport holds, on a day.

Evidence is valid until the END of its last day, and a duty that runs past midnight needs it on the day on
which it starts and on the day on which it ends. Everything that asks about readiness, the passport page,
the work-lists and the rota, asks here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from workforce.readiness.conditions import CONDITIONS
from workforce.readiness.evidence import Evidence, Gap, Met, Readiness, Requirement

Span = tuple[date, date]


def assess(requirements: Iterable[Requirement], evidence: Iterable[Evidence], on: date) -> Readiness:
    """Tell whether a person is ready on a day, what is missing if not, and what runs out first if so.

    A requirement is met by evidence with the same code that satisfies all its conditions. A gap's earliest
    day is `on` and the days that closing it usually takes.
    """
    by_code: dict[str, list[Evidence]] = {}
    for item in evidence:
        by_code.setdefault(item.code, []).append(item)
    met: list[Met] = []
    gaps: list[Gap] = []
    for requirement in requirements:
        held = by_code.get(requirement.code, [])
        requirement_met = _met(requirement, held, on)
        if requirement_met:
            met.append(requirement_met)
        else:
            gaps.append(_gap(requirement, held, on))
    ending = [item for item in met if item.until is not None]
    first_over = min(ending, key=lambda item: item.until or date.max, default=None)
    return Readiness(
        on=on,
        gaps=tuple(gaps),
        met=tuple(met),
        ready_until=first_over.until if first_over and not gaps else None,
        runs_out=first_over.requirement.label if first_over and not gaps else "",
    )


def intervals(requirement: Requirement, evidence: Iterable[Evidence], first: date, last: date) -> list[Span]:
    """Return the days from `first` to `last` on which a requirement is met, as spans with both days included.

    A rota asks this once for its whole period instead of once a day.
    """
    same = [item for item in evidence if item.code == requirement.code]
    return [
        (max(start, first), min(end, last))
        for start, end in _merged(_spans(requirement, same))
        if start <= last and end >= first
    ]


def all_intervals(
    requirements: Iterable[Requirement], evidence: Sequence[Evidence], first: date, last: date
) -> list[Span]:
    """Return the days from `first` to `last` on which every requirement is met."""
    ready: list[Span] = [(first, last)]
    for requirement in requirements:
        spans = intervals(requirement, evidence, first, last)
        ready = [
            (max(start, other_start), min(end, other_end))
            for start, end in ready
            for other_start, other_end in spans
            if start <= other_end and other_start <= end
        ]
    return ready


def _span(requirement: Requirement, item: Evidence) -> Span | None:
    """Return the days on which one piece of evidence meets a requirement; None if it never does."""
    end = item.valid_until or date.max
    for name, wanted in requirement.conditions.items():
        condition = CONDITIONS[name]
        if condition.why_not(wanted, item):
            return None
        end = min(end, condition.last_day(wanted, item) or date.max)
    return (item.valid_from, end) if item.valid_from <= end else None


def _spans(requirement: Requirement, held: Iterable[Evidence]) -> list[Span]:
    return sorted(span for item in held if (span := _span(requirement, item)))


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap or follow one another; a renewal leaves no gap in between."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and (joined[-1][1] == date.max or start <= joined[-1][1] + timedelta(days=1)):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _met(requirement: Requirement, held: list[Evidence], on: date) -> Met | None:
    """Return by what a requirement is met on a day, and until when if nothing is renewed."""
    ends = [end for start, end in _merged(_spans(requirement, held)) if start <= on <= end]
    if not ends:
        return None
    by = next(item for item in held if (span := _span(requirement, item)) and span[0] <= on <= span[1])
    return Met(requirement=requirement, by=by, until=None if ends[0] == date.max else ends[0])


def _gap(requirement: Requirement, held: list[Evidence], on: date) -> Gap:
    """Say what is there and why it is not enough, judged by the evidence that comes nearest."""
    earliest = on + timedelta(days=requirement.lead_days)
    spans = [(span, item) for item in held if (span := _span(requirement, item))]
    later = min((pair for pair in spans if pair[0][0] > on), key=lambda pair: pair[0], default=None)
    over = max((pair for pair in spans if pair[0][1] < on), key=lambda pair: pair[0][1], default=None)
    have, why, ran_out = "Nothing yet", "", False
    if later:
        (starts_on, _), item = later
        have, why = item.words, f"It counts from {starts_on:%-d %B %Y}."
        earliest = min(earliest, starts_on)
    elif over:
        (_, ended_on), item = over
        have, why = _why_over(requirement, item, ended_on)
        ran_out = True
    elif held:
        item = max(held, key=lambda item: (_met_conditions(requirement, item), item.valid_from))
        have, why = _why_never(requirement, item)
    return Gap(
        requirement=requirement,
        have=have,
        why=" ".join(part for part in (why, requirement.why) if part),
        closed_by=requirement.closed_by,
        earliest_on=earliest,
        ran_out=ran_out,
    )


def _why_over(requirement: Requirement, item: Evidence, ended_on: date) -> tuple[str, str]:
    """Return what is held and why it stopped being enough on a day."""
    if item.valid_until == ended_on:
        return item.words, f"It is valid until {ended_on:%-d %B %Y} and no longer."
    return next(
        (condition.have(item), condition.why_over(wanted, item))
        for name, wanted in requirement.conditions.items()
        if (condition := CONDITIONS[name]).last_day(wanted, item) == ended_on
    )


def _why_never(requirement: Requirement, item: Evidence) -> tuple[str, str]:
    """Return what is held and every reason why it is not enough."""
    failing = [
        (CONDITIONS[name], why)
        for name, wanted in requirement.conditions.items()
        if (why := CONDITIONS[name].why_not(wanted, item))
    ]
    return failing[0][0].have(item), " ".join(why for _, why in failing)


def _met_conditions(requirement: Requirement, item: Evidence) -> int:
    return sum(not CONDITIONS[name].why_not(wanted, item) for name, wanted in requirement.conditions.items())
