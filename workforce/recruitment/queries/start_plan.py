"""The start plan of somebody who was hired: what is missing at the employer, who closes it, and by when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workforce.core import clock
from workforce.core.access import Actor, Permission
from workforce.core.errors import NotFound
from workforce.employments.models import Employment
from workforce.readiness.evidence import Gap, Readiness
from workforce.readiness.queries import readiness_unscoped
from workforce.readiness.sections import Sections
from workforce.recruitment import rules
from workforce.recruitment.queries.recruiting import application
from workforce.recruitment.rules import Step


@dataclass(frozen=True, slots=True)
class StartPlan:
    """What is missing before the first duty, what must begin first on top."""

    employment: Employment
    readiness: Readiness
    steps: list[tuple[Gap, Step]]

    def who(self, gap: Gap) -> str:
        """Say who closes a gap, by name."""
        employer = self.employment.organisation.name
        return rules.who_acts(gap.closed_by, self.employment.person.given_name, employer)


def start_plan(session: Session, actor: Actor, sections: Sections, reference: str) -> StartPlan:
    """Return the start plan of a hire that the actor may see; NotFound if there was none."""
    employment = application(session, actor, Permission.VIEW_APPLICATIONS, reference).employment
    if employment is None:
        raise NotFound
    today = clock.today()
    first_day = max(employment.started_on, today)
    place = (employment.organisation_id, employment.job_role_id)
    readiness = readiness_unscoped(session, sections, employment.person_id, place, first_day)
    steps = [(gap, rules.step(gap.requirement.lead_days, first_day, today)) for gap in readiness.gaps]
    return StartPlan(employment, readiness, sorted(steps, key=lambda pair: pair[1].begin_by))
