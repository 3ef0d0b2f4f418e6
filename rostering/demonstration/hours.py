"""Settles what the made-up rotas of the past left far over or under, as leads and payroll do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from rostering.demonstration.county import DemonstrationCounty
from rostering.demonstration.timeline import ROTA_DAYS
from rostering.hours.models import HoursAdjustment
from rostering.hours.queries import Ledger, ledgers_unscoped
from workforce.teams.models import TeamMember

#: Less than this is left to be carried on.
LEFT_MOST_MIN = 9 * 60
#: Settled hours are said in whole quarters of an hour.
QUARTER_MIN = 15
PAID = "Paid as additional hours with the month's pay"
WORKED_ELSEWHERE = "Worked for the employer outside the team, as agreed"


@dataclass(frozen=True, slots=True)
class _Settlement:
    on: date
    minutes: int


def settle_hours(county: DemonstrationCounty, team_ids: list[list[int]]) -> None:
    """Add adjustments, so that balances are those of people whose hours are looked after.

    `team_ids` has for each plan the teams that were made from it. Their pasts are the same place by place, so
    what the first needs is worked out and the others get the same.
    """
    county.rows.write()
    for teams in team_ids:
        members = county.session.execute(
            select(TeamMember.team_id, TeamMember.person_id)
            .where(TeamMember.team_id.in_(teams))
            .order_by(TeamMember.team_id, TeamMember.id)
        ).all()
        by_team: dict[int, list[int]] = {team_id: [] for team_id in teams}
        for team_id, person_id in members:
            by_team[team_id].append(person_id)
        ledgers = ledgers_unscoped(county.session, teams[0], by_team[teams[0]])
        settlements = [_settlements(county, ledgers[person_id]) for person_id in by_team[teams[0]]]
        for team_id, person_ids in by_team.items():
            # Whoever was taken on later stands at the end of a team and has nothing to settle.
            for person_id, settled in zip(person_ids, settlements, strict=False):
                for settlement in settled:
                    county.rows.add(
                        HoursAdjustment,
                        team_id=team_id,
                        person_id=person_id,
                        on_date=settlement.on,
                        minutes=settlement.minutes,
                        reason=PAID if settlement.minutes < 0 else WORKED_ELSEWHERE,
                        made_at=county.now - timedelta(days=3),
                    )


def _settlements(county: DemonstrationCounty, ledger: Ledger) -> list[_Settlement]:
    """Return what is settled of the rotas that are over, and of those that are published ahead."""
    timeline = county.timeline
    over = timeline.day(timeline.today_index // ROTA_DAYS * ROTA_DAYS - 1)
    left, settled = 0, []
    for first, last in ((timeline.first_day, over), (over + timedelta(days=1), date.max)):
        days = [week for week in ledger.weeks if first <= week.first <= last]
        if not days:
            continue
        left += sum(week.change_min for week in days)
        kept = abs(left) % LEFT_MOST_MIN * (1 if left > 0 else -1)
        if abs(left) > LEFT_MOST_MIN:
            minutes = round((kept - left) / QUARTER_MIN) * QUARTER_MIN
            settled.append(_Settlement(days[-1].last, minutes))
            left += minutes
    return settled
