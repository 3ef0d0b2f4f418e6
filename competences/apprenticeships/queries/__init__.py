"""Reads apprenticeships: for those whose permission reaches the employer, and for the apprentice."""

from competences.apprenticeships.queries.progress import KsbItem, Progress, progress_unscoped
from competences.apprenticeships.queries.reach import (
    apprenticeship_in_reach,
    apprenticeships_in_reach,
    break_in_reach,
    entries_unscoped,
    entry_in_reach,
    followed_frameworks_unscoped,
    own_apprenticeship,
    own_review,
    review_in_reach,
    reviews_unscoped,
    standard_unscoped,
    standards_unscoped,
)
from competences.apprenticeships.queries.waiting import learning_to_confirm, reviews_to_sign

__all__ = [
    "KsbItem",
    "Progress",
    "apprenticeship_in_reach",
    "apprenticeships_in_reach",
    "break_in_reach",
    "entries_unscoped",
    "entry_in_reach",
    "followed_frameworks_unscoped",
    "learning_to_confirm",
    "own_apprenticeship",
    "own_review",
    "progress_unscoped",
    "review_in_reach",
    "reviews_to_sign",
    "reviews_unscoped",
    "standard_unscoped",
    "standards_unscoped",
]
