"""What runs out during a rota while the person still has duties in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rostering.problem import Stage
from rostering.workspace.queries import Board


@dataclass(frozen=True, slots=True)
class Lapse:
    """Evidence of a person that runs out on a day of the rota."""

    person_id: int
    name: str
    #: The first day without it.
    on: date
    words: str
    #: Duties of the rota on or after that day.
    duties_after: int
    #: The day of the first of them.
    first_duty_on: date | None


def lapses(board: Board) -> tuple[Lapse, ...]:
    """Return what runs out between the first and the last day of a rota, for people who work in it."""
    problem = board.plan.problem
    listed: list[Lapse] = []
    for worker in problem.workers:
        duties = [problem.shift_of[key] for key in board.roster.shifts_of(worker.key)]
        # Evidence must hold on each date that a duty touches.
        days = sorted((problem.days_touched(shift)[-1], shift.day) for shift in duties)
        if not days:
            continue
        ends = {
            (skill.to_day, f"{problem.label(skill.key)} {skill.note or 'runs out'}")
            for skill in worker.skills
            if skill.to_day is not None
            and not any(
                later.key == skill.key
                and later.from_day <= skill.to_day
                and (later.to_day is None or later.to_day > skill.to_day)
                for later in worker.skills
            )
        }
        ends |= {
            (block.from_day, block.words)
            for block in worker.blocks
            if block.stage in (Stage.READY, Stage.TEAM)
        }
        person = board.plan.people[worker.key]
        for day, words in ends:
            if day is None or not 0 < day < problem.days:
                continue
            after = [problem.date_of(first) for last, first in days if last >= day]
            listed.append(
                Lapse(
                    person_id=person.person_id,
                    name=person.name,
                    on=board.rota.starts_on + timedelta(days=day),
                    words=words,
                    duties_after=len(after),
                    first_duty_on=after[0] if after else None,
                )
            )
    return tuple(sorted(listed, key=lambda lapse: (lapse.on, lapse.name, lapse.words)))
