"""Explains a rota with the rules' own checks: what an edit breaks, why a duty is unfilled, what fills it.

It needs no database and no solver, so a page can call it within a request.
"""

from rostering.explain.choices import Choice, choices
from rostering.explain.funnel import Candidate, Unfilled, candidates, unfilled
from rostering.explain.prices import price_words
from rostering.explain.unlocks import Unlock, unlocks

__all__ = [
    "Candidate",
    "Choice",
    "Unfilled",
    "Unlock",
    "candidates",
    "choices",
    "price_words",
    "unfilled",
    "unlocks",
]
