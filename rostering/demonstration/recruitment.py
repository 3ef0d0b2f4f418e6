"""County-wide vacancies with applications in every stage, from just sent to a place that was accepted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from rostering.demonstration.county import DemonstrationCounty
from rostering.demonstration.teams import read
from workforce.accounts.passwords import fingerprint, new_secret
from workforce.core.clock import start_of_day
from workforce.recruitment.models import (
    Application,
    ApplicationChoice,
    Position,
    Proposal,
    Vacancy,
    VacancyPlacement,
)
from workforce.recruitment.rules import (
    QUESTIONS,
    ApplicationStatus,
    ProposalStatus,
    RightToWork,
    Setting,
    VacancyStatus,
    answer_by,
    new_reference,
)

#: How many applications of the first vacancy stand where; of the others a few have just come in.
_STAGES = (
    (ApplicationStatus.SUBMITTED, 9),
    (ApplicationStatus.SHORTLISTED, 4),
    (ApplicationStatus.PLACEMENT_PROPOSED, 2),
    (ApplicationStatus.ACCEPTED, 1),
    (ApplicationStatus.NOT_TAKEN, 2),
    (ApplicationStatus.WITHDRAWN, 1),
)
_CLOSED = ((ApplicationStatus.ACCEPTED, 1), (ApplicationStatus.NOT_TAKEN, 3))
_FEW = ((ApplicationStatus.SUBMITTED, 3), (ApplicationStatus.SHORTLISTED, 1))
_NOT_TAKEN = "Thank you for applying. Others had more of what this role needs. We keep your name for a year."
#: The stages in which a proposal holds a place, and what became of it.
_PROPOSALS = {
    ApplicationStatus.PLACEMENT_PROPOSED: ProposalStatus.OPEN,
    ApplicationStatus.ACCEPTED: ProposalStatus.ACCEPTED,
}


class Recruitment:
    """Adds the vacancies of the files and who applied for them."""

    def __init__(self, county: DemonstrationCounty, team_ids: dict[str, int]) -> None:
        self._county = county
        self._team_ids = team_ids
        self._answers = [entry["texts"] for entry in read("recruitment")["answers"]]
        self._references: set[str] = set()

    def add(self) -> None:
        """Add all of them."""
        for number, entry in enumerate(read("recruitment")["vacancy"]):
            vacancy_id, placements = self._add_vacancy(entry)
            later = _CLOSED if entry["status"] == VacancyStatus.CLOSED else _FEW
            for status, count in _STAGES if number == 0 else later:
                for _ in range(count):
                    self._add_application(entry, vacancy_id, placements, status)

    def _add_vacancy(self, entry: dict[str, Any]) -> tuple[int, list[tuple[int, list[int]]]]:
        """Return the id of a vacancy, and of each of its placements with its free positions."""
        county = self._county
        vacancy_id = county.rows.add(
            Vacancy,
            reference=self._reference("J"),
            title=entry["title"],
            job_role_id=county.role_ids[entry["role"]],
            organisation_id=county.organisation_ids[entry["organisation"]],
            summary=entry["summary"],
            duties=entry["duties"].strip(),
            looking_for=entry["looking_for"],
            contact=entry["contact"],
            pay_from_pence=entry["pay"][0],
            pay_to_pence=entry["pay"][1],
            closes_on=county.today + timedelta(days=entry["closes_in_days"]),
            status=VacancyStatus(entry["status"]),
            published_at=county.now - timedelta(days=entry["opened_days_ago"]),
        )
        return vacancy_id, [self._add_placement(vacancy_id, place) for place in entry["placement"]]

    def _add_placement(self, vacancy_id: int, place: dict[str, Any]) -> tuple[int, list[int]]:
        county = self._county
        placement_id = county.rows.add(
            VacancyPlacement,
            vacancy_id=vacancy_id,
            organisation_id=county.organisation_ids[place["organisation"]],
            team_id=self._team_ids.get(place.get("team", "")),
            site_id=county.site_ids[place["site"]],
            title=place["title"],
            setting=Setting(place["setting"]),
            hours_from_min=round(place["hours"][0] * 60),
            hours_to_min=round(place["hours"][1] * 60),
            pattern=place["pattern"],
            pay=place.get("pay", ""),
            getting_there=place["getting_there"],
        )
        positions = [
            county.rows.add(Position, vacancy_placement_id=placement_id) for _ in range(place["places"])
        ]
        return placement_id, positions

    def _add_application(
        self,
        entry: dict[str, Any],
        vacancy_id: int,
        placements: list[tuple[int, list[int]]],
        status: ApplicationStatus,
    ) -> None:
        county = self._county
        given, family = county.names.another()
        oldest = entry["opened_days_ago"] - 1
        newest = max(0, -entry["closes_in_days"])
        submitted_at = county.now - timedelta(
            days=county.random.randint(newest, max(newest, oldest)), hours=3
        )
        decided = status is not ApplicationStatus.SUBMITTED
        application_id = county.rows.add(
            Application,
            reference=self._reference("A"),
            vacancy_id=vacancy_id,
            given_name=given,
            family_name=family,
            email=f"{given}.{family}@mail.example".lower(),
            phone=f"01632 {960000 + county.random.randrange(1000)}",
            right_to_work=county.random.choice((RightToWork.YES, RightToWork.YES, RightToWork.LIMITED)),
            answers=dict(zip(QUESTIONS, county.random.choice(self._answers), strict=True)),
            takes_other_places=county.random.random() < 0.5,
            status=status,
            submitted_at=submitted_at,
            form_key=f"demonstration-{len(self._references)}",
            decision_words=_NOT_TAKEN if status is ApplicationStatus.NOT_TAKEN else "",
            decided_at=min(county.now, submitted_at + timedelta(days=2)) if decided else None,
        )
        chosen = county.random.sample(placements, county.random.randint(1, min(3, len(placements))))
        for rank, (placement_id, _) in enumerate(chosen, start=1):
            county.rows.add(
                ApplicationChoice, application_id=application_id, vacancy_placement_id=placement_id, rank=rank
            )
        if status in _PROPOSALS:
            self._add_proposal(application_id, chosen[0], _PROPOSALS[status])

    def _add_proposal(
        self, application_id: int, placement: tuple[int, list[int]], status: ProposalStatus
    ) -> None:
        county = self._county
        placement_id, free = placement
        county.rows.add(
            Proposal,
            application_id=application_id,
            vacancy_placement_id=placement_id,
            position_id=free.pop(),
            token_hash=fingerprint(new_secret()),
            proposed_at=county.now - timedelta(days=2),
            expires_at=answer_by(county.today, 5),
            starts_on=county.timeline.next_start,
            week_min=1800,
            message="We would be glad to have you. Tell us if the start does not suit.",
            status=status,
            decided_at=None if status is ProposalStatus.OPEN else start_of_day(county.today),
        )

    def _reference(self, letter: str) -> str:
        while True:
            reference = new_reference(letter, self._county.random.choice)
            if reference not in self._references:
                self._references.add(reference)
                return reference
