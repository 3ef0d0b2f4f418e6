"""Everything that changes an apprenticeship: its plan, its hours, its reviews; and the standards."""

from competences.apprenticeships.services.learning import (
    confirm_learning,
    end_break,
    log_learning,
    record_review,
    sign_review,
    start_break,
)
from competences.apprenticeships.services.plans import Plan, add_apprenticeship, change_plan
from competences.apprenticeships.services.standards import enter_hours, load_standards

__all__ = [
    "Plan",
    "add_apprenticeship",
    "change_plan",
    "confirm_learning",
    "end_break",
    "enter_hours",
    "load_standards",
    "log_learning",
    "record_review",
    "sign_review",
    "start_break",
]
