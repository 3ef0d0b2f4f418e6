"""The score of a rota: the checker's report, rule by rule in words, as it is stored with the rota."""

from __future__ import annotations

from typing import Any

from rostering.problem import Problem, Report
from rostering.rules import RULES


def score(problem: Problem, report: Report, bound: int | None = None) -> dict[str, Any]:
    """Return a report as plain JSON; `bound` is the lower bound on the cost of any lawful rota, if known."""
    return {
        "cost": report.cost,
        "bound": bound,
        "unfilled": report.unfilled,
        "needed": sum(demand.minimum for demand in problem.demands),
        "lawful": report.lawful,
        "requests": sum(len(worker.requests) for worker in problem.workers),
        "lines": [
            {
                "rule": line.rule,
                "spec": line.spec,
                "title": RULES[line.rule].title,
                "hard": line.hard,
                "count": line.count,
                "amount": line.amount,
                "cost": line.cost,
                "words": line.words,
            }
            for line in report.lines
        ],
    }
