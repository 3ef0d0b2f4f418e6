"""Arranges competences, training, assessments and apprenticeships; a part of the factory."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from competences.apprenticeships.models import (
    Apprenticeship,
    BreakInLearning,
    LearningEntry,
    Review,
    Standard,
)
from competences.assessments.models import Assessment, AssessmentKind, AssessorRight, Level, Outcome
from competences.frameworks.models import Competence, CompetenceKind, Equivalence, Extent, Framework
from competences.training.models import TrainingRecord, TrainingState
from workforce.core import clock
from workforce.organisations.models import Organisation
from workforce.people.models import Person

_serial = count(1)


class LearningFactory:
    """What people can do and what they are learning."""

    if TYPE_CHECKING:

        def add(self, row: Any) -> Any: ...
        def organisation(self, **values: Any) -> Organisation: ...
        def person(self, **values: Any) -> Person: ...

    def framework(self, **values: Any) -> Framework:
        """Make a framework without competences."""
        defaults: dict[str, Any] = {
            "code": f"framework_{next(_serial)}",
            "title": "Framework",
            "source": "A test",
            "checked": True,
        }
        return self.add(Framework(**defaults | values))

    def competence(self, framework: Framework | None = None, **values: Any) -> Competence:
        """Make a skill that never runs out."""
        number = next(_serial)
        framework = framework or self.framework()
        defaults: dict[str, Any] = {
            "code": f"skill_{number}",
            "title": f"Skill {number}",
            "kind": CompetenceKind.SKILL,
            "sectors": ["health", "care"],
            "steps": [],
            "position": number,
            "valid_from": date(2020, 1, 1),
            "source": "A test",
            "checked": True,
        }
        return self.add(Competence(framework_id=framework.id, **defaults | values))

    def equivalence(self, held: Competence, counted: Competence, **values: Any) -> Equivalence:
        """Agree that one competence counts in full as another."""
        defaults: dict[str, Any] = {
            "extent": Extent.FULL,
            "valid_from": date(2020, 1, 1),
            "agreed_by": "the county",
            "source": "A test",
            "checked": True,
        }
        return self.add(
            Equivalence(from_competence_id=held.id, to_competence_id=counted.id, **defaults | values)
        )

    def training(self, competence: Competence, person: Person | None = None, **values: Any) -> TrainingRecord:
        """Make a record of training that an employer has verified."""
        person = person or self.person()
        defaults: dict[str, Any] = {"completed_on": date(2026, 1, 15), "state": TrainingState.VERIFIED}
        if values.get("state", TrainingState.VERIFIED) is TrainingState.VERIFIED:
            defaults |= {
                "verified_on": date(2026, 1, 20),
                "verified_by_organisation_id": self.organisation().id,
            }
        return self.add(TrainingRecord(person_id=person.id, competence_id=competence.id, **defaults | values))

    def sign_off(self, competence: Competence, person: Person | None = None, **values: Any) -> Assessment:
        """Sign somebody off, for working alone."""
        person = person or self.person()
        defaults: dict[str, Any] = {
            "kind": AssessmentKind.SIGN_OFF,
            "outcome": Outcome.MET,
            "level": Level.ALONE,
            "assessed_on": date(2026, 1, 15),
            "steps_seen": [],
        }
        if "assessor_person_id" not in values:
            defaults["assessor_person_id"] = self.person().id
        return self.add(Assessment(person_id=person.id, competence_id=competence.id, **defaults | values))

    def assessor_right(
        self, person: Person, competence: Competence | None = None, **values: Any
    ) -> AssessorRight:
        """Give somebody the right to assess a competence, without an end."""
        defaults: dict[str, Any] = {
            "valid_from": date(2020, 1, 1),
            "competence_id": competence.id if competence else None,
        }
        if "organisation_id" not in values:
            defaults["organisation_id"] = self.organisation().id
        return self.add(AssessorRight(person_id=person.id, **defaults | values))

    def standard(self, **values: Any) -> Standard:
        """Make a standard with 300 published hours."""
        defaults: dict[str, Any] = {
            "ref": f"ST9{next(_serial):03}",
            "version": "1.0",
            "level": 2,
            "title": "Adult care worker",
            "typical_months": 12,
            "published_hours": 300,
            "source": "A test",
            "checked": True,
        }
        return self.add(Standard(**defaults | values))

    def apprenticeship(
        self,
        organisation: Organisation | None = None,
        person: Person | None = None,
        standard: Standard | None = None,
        **values: Any,
    ) -> Apprenticeship:
        """Make an adult's apprenticeship that began in February 2026 and takes a year."""
        organisation = organisation or self.organisation()
        person = person or self.person()
        standard = standard or self.standard()
        defaults: dict[str, Any] = {
            "provider_id": organisation.id,
            "started_on": date(2026, 2, 2),
            "planned_end_on": date(2027, 2, 1),
            "week_min": 2250,
        }
        return self.add(
            Apprenticeship(
                person_id=person.id,
                organisation_id=organisation.id,
                standard_id=standard.id,
                **defaults | values,
            )
        )

    def break_in_learning(self, apprenticeship: Apprenticeship, **values: Any) -> BreakInLearning:
        """Let an apprentice rest."""
        defaults: dict[str, Any] = {"reason": "Illness"}
        return self.add(BreakInLearning(apprenticeship_id=apprenticeship.id, **defaults | values))

    def learning(self, apprenticeship: Apprenticeship, hours: float, **values: Any) -> LearningEntry:
        """Log confirmed hours of learning."""
        defaults: dict[str, Any] = {
            "on_day": date(2026, 3, 2),
            "what": "Study day",
            "confirmed_at": clock.now(),
        }
        return self.add(
            LearningEntry(
                apprenticeship_id=apprenticeship.id, learning_min=round(hours * 60), **defaults | values
            )
        )

    def review(self, apprenticeship: Apprenticeship, held_on: date, **values: Any) -> Review:
        """Hold a review on its last day."""
        defaults: dict[str, Any] = {"due_on": held_on}
        return self.add(Review(apprenticeship_id=apprenticeship.id, held_on=held_on, **defaults | values))
