"""Says in words what the dual price of a demand means: what one more person there would save."""

from __future__ import annotations

from collections import Counter

from rostering.explain.funnel import Candidate, candidates
from rostering.problem import Demand, Price, Problem, Roster, Stage
from rostering.rules.wording import count, duty_name

#: Why people are not there, for one person and for several, in the order of the funnel's steps.
STAGE_WORDS = {
    Stage.TEAM: ("is in another team", "are in another team"),
    Stage.ROLE: ("works in another role", "work in another role"),
    Stage.COMPETENCE: ("lacks a competence", "lack a competence"),
    Stage.READY: ("is not ready for it", "are not ready for it"),
    Stage.AWAY: ("is away", "are away"),
    Stage.WORKING: ("works then already", "work then already"),
    Stage.LAW: ("may not by law", "may not by law"),
    Stage.TEAM_RULES: ("may not by the team’s rules", "may not by the team’s rules"),
}
#: The first words of labels that ask for no role: "Anybody", "Somebody with IV therapy".
NO_ROLE = ("Anybody", "Somebody")


def price_words(problem: Problem, roster: Roster, price: Price) -> str:
    """Return what one more person would save, what is missing now, and why nobody else is there."""
    demand = next(demand for demand in problem.demands if demand.key == price.demand)
    sentences = [f"One more {_who(demand)} on {_where(problem, demand)} would save {_points(price)}."]
    if price.missing:
        short = f"{count(price.missing, 'person is', 'people are')} missing there"
        sentences.append(f"{short}, at a cost of {_count(price.missing_cost)}.")
    sentences.append(_why(candidates(problem, roster, demand)))
    return " ".join(sentences)


def _points(price: Price) -> str:
    """Return the saving in points: at least the cost of one person missing now, at most the dual price."""
    sure, most = price.missing_cost // price.missing if price.missing else 0, round(price.each)
    if sure >= most:
        return _count(sure)
    return f"{sure:,} to {_count(most)}" if sure else f"up to {_count(most)}"


def _count(points: int) -> str:
    return f"{points:,} {'point' if points == 1 else 'points'}"


def _who(demand: Demand) -> str:
    label = demand.label or "person"
    first, _, rest = label.partition(" ")
    if first in NO_ROLE:
        return f"person {rest}".rstrip()
    plain = label[0].isupper() and label[1:2].islower()
    return f"{label[0].lower()}{label[1:]}" if plain else label


def _where(problem: Problem, demand: Demand) -> str:
    shift = problem.shift_of[demand.shifts[0]]
    sites = {shift.site_key for shift in problem.shifts}
    at = f" at {problem.label(shift.site_key)}" if len(sites) > 1 and shift.site_key else ""
    return f"{duty_name(problem, shift.key)}{at}"


def _why(people: tuple[Candidate, ...]) -> str:
    """Return who else could work it and at what cost, or why nobody else can."""
    available = [candidate for candidate in people if candidate.stage is None and not candidate.on_duty]
    if available:
        least = min(sum(violation.cost for violation in candidate.price) for candidate in available)
        price = f"costs {_count(least)} in wishes" if least else "costs no wish"
        return f"{count(len(available), 'other person', 'other people')} could work it; the first {price}."
    on_duty = sum(candidate.on_duty for candidate in people)
    by_stage = Counter(candidate.stage for candidate in people if not candidate.on_duty)
    parts = [count(on_duty, "is there", "are there")] if on_duty else []
    parts += [count(by_stage[stage], *words) for stage, words in STAGE_WORDS.items() if by_stage[stage]]
    return f"Nobody else can: of {count(len(people), 'person', 'people')} {', '.join(parts)}."
