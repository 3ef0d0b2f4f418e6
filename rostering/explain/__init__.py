"""Explains a rota with the rules' own checks: what an edit breaks, why a duty is unfilled, what fills it.

Pure like the rules, and without a solver, so that pages may ask at any time.
"""

from rostering.explain.choices import Choice, choices
from rostering.explain.dear import price_words
from rostering.explain.funnel import Candidate, Unfilled, candidates, unfilled
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
