"""What rostering may ask: who holds what on which days, and who works only beside a supervisor."""

from competences.eligibility.queries import competence_days_unscoped, supervision_unscoped
from competences.eligibility.rules import Interval, Supervision

__all__ = ["Interval", "Supervision", "competence_days_unscoped", "supervision_unscoped"]
