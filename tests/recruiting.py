"""Arranges vacancies and applications, for the tests of recruitment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.factories import Factory
from workforce.core import clock
from workforce.organisations.models import Organisation
from workforce.recruitment import rules
from workforce.recruitment.models import (
    Application,
    ApplicationChoice,
    Position,
    Vacancy,
    VacancyPlacement,
)
from workforce.recruitment.rules import PayUnit, RightToWork, Setting, VacancyStatus


def make_vacancy(make: Factory, organisation: Organisation | None = None, **values: Any) -> Vacancy:
    """Make an open vacancy without placements."""
    organisation = organisation or make.organisation()
    defaults: dict[str, Any] = {
        "reference": rules.new_reference("J"),
        "title": "Care and support worker, Dorset",
        "job_role_id": values.pop("job_role_id", None) or make.job_role().id,
        "summary": "One application, many teams. No CV needed.",
        "duties": "Help people wash, dress and eat\nNotice when someone is not themselves",
        "looking_for": "Kindness, turning up, and wanting to learn.",
        "contact": "Call Moira on 01305 000 000, weekdays 8am to 6pm",
        "pay_from_pence": 1292,
        "pay_to_pence": 1430,
        "pay_unit": PayUnit.HOUR,
        "closes_on": clock.today() + timedelta(days=14),
        "status": VacancyStatus.OPEN,
        "published_at": clock.now(),
    }
    return make.add(Vacancy(organisation_id=organisation.id, **defaults | values))


def make_placement(
    make: Factory, vacancy: Vacancy, organisation: Organisation | None = None, places: int = 1, **values: Any
) -> VacancyPlacement:
    """Add a placement in people's homes to a vacancy."""
    defaults: dict[str, Any] = {
        "title": "Swanage home care",
        "setting": Setting.HOMES,
        "hours_from_min": 1200,
        "hours_to_min": 2250,
        "pattern": "days and evenings",
    }
    if organisation is None:
        organisation = make.organisation()
    placement = VacancyPlacement(organisation_id=organisation.id, **defaults | values)
    placement.positions = [Position() for _ in range(places)]
    vacancy.placements.append(placement)
    return make.add(placement)


def make_application(
    make: Factory, vacancy: Vacancy, *placements: VacancyPlacement, **values: Any
) -> Application:
    """Send an application to a vacancy, best placement first."""
    defaults: dict[str, Any] = {
        "reference": rules.new_reference("A"),
        "given_name": "Tamsin",
        "family_name": "Loveless",
        "email": "tamsin@example.org",
        "right_to_work": RightToWork.YES,
        "answers": dict.fromkeys(rules.QUESTIONS, "I stayed and listened."),
        "submitted_at": clock.now(),
        "form_key": rules.new_reference("F"),
    }
    application = Application(vacancy_id=vacancy.id, **defaults | values)
    application.choices = [
        ApplicationChoice(vacancy_placement_id=placement.id, rank=rank)
        for rank, placement in enumerate(placements, start=1)
    ]
    return make.add(application)
