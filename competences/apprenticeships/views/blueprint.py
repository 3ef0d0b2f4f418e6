"""The blueprint of the coordinator's pages, and what the pages of apprenticeships share."""

from __future__ import annotations

from flask import Blueprint

from competences.apprenticeships import queries, services
from competences.apprenticeships.forms import PlanForm
from competences.apprenticeships.models import Apprenticeship, EnglishMaths
from competences.apprenticeships.queries import Progress
from competences.assessments.queries import colleague_with_number
from workforce.core import clock
from workforce.core.web import db_session

bp = Blueprint("apprenticeships", __name__)


def progress_of(apprenticeship: Apprenticeship) -> Progress:
    """Return where one apprenticeship stands today."""
    return queries.progress_unscoped(db_session(), [apprenticeship], clock.today())[apprenticeship.id]


def plan_of(form: PlanForm, organisation_id: int) -> services.Plan:
    """Return the plan that a valid form describes; Invalid if nobody has the mentor's number."""
    mentor = form.mentor.data
    return services.Plan(
        planned_end_on=form.planned_end_on.data,
        week_min=int(form.week_hours.data * 60),
        prior_learning_min=int(form.prior_hours.data * 60),
        english_maths=EnglishMaths(form.english_maths.data),
        mentor_person_id=colleague_with_number(db_session(), organisation_id, mentor, "mentor").id
        if mentor
        else None,
    )
