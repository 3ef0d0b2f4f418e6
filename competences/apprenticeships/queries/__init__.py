"""Reads apprenticeships: for those whose permission reaches the employer, and for the apprentice."""

from competences.apprenticeships.queries.progress import KsbItem, Progress, progress_unscoped
from competences.apprenticeships.queries.reach import (
    apprenticeship_in_reach,
    apprenticeships_in_reach,
    break_in_reach,
    entries_unscoped,
    entry_in_reach,
    in_reach,
    own_apprenticeship,
    own_review,
    review_in_reach,
    reviews_unscoped,
    standard_unscoped,
    standards_unscoped,
)

__all__ = [
    "KsbItem",
    "Progress",
    "apprenticeship_in_reach",
    "apprenticeships_in_reach",
    "break_in_reach",
    "entries_unscoped",
    "entry_in_reach",
    "in_reach",
    "own_apprenticeship",
    "own_review",
    "progress_unscoped",
    "review_in_reach",
    "reviews_unscoped",
    "standard_unscoped",
    "standards_unscoped",
]
