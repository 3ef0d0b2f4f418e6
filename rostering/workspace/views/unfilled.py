"""The page that explains why a duty is unfilled, and which single changes would fill it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from rostering.explain import Candidate, candidates, unfilled, unlocks
from rostering.problem import Stage
from rostering.workspace import wording
from rostering.workspace.views.blueprint import board_for, bp, may_edit
from workforce.core.access import Permission
from workforce.core.errors import NotFound
from workforce.core.web import requires

#: The steps of the funnel in their order: what is asked at each.
STEPS = {
    Stage.TEAM: ("In the team", "Everyone, whoever employs them"),
    Stage.ROLE: ("Right role", ""),
    Stage.COMPETENCE: ("Competence in date on the day", ""),
    Stage.READY: ("Checks and placement accepted", "By the host of the duty"),
    Stage.AWAY: ("Not away", "Leave, study, times they cannot work"),
    Stage.WORKING: ("Not already working that day", "Any team, any employer"),
    Stage.LAW: ("Lawful rest and hours", "All employers added"),
    Stage.TEAM_RULES: ("Within the team’s own rules", ""),
}


@bp.get("/rotas/<int:rota_id>/unfilled")
@requires(Permission.MAKE_ROTA)
def first_unfilled(rota_id: int) -> ResponseReturnValue:
    """Lead to the first unfilled duty of a rota, or back to the rota if there is none."""
    board = board_for(rota_id, Permission.MAKE_ROTA)
    short = unfilled(board.plan.problem, board.roster)
    if not short:
        return redirect(url_for("workspace.rota", rota_id=rota_id))
    return redirect(url_for("workspace.why_unfilled", rota_id=rota_id, key=short[0].demand.key))


@bp.get("/rotas/<int:rota_id>/unfilled/<key>")
@requires(Permission.MAKE_ROTA)
def why_unfilled(rota_id: int, key: str) -> ResponseReturnValue:
    """Show who was considered for a duty, where each dropped out and why, and what would help."""
    board = board_for(rota_id, Permission.MAKE_ROTA)
    problem, roster = board.plan.problem, board.roster
    short = list(unfilled(problem, roster))
    place = next(
        (number for number, unfilled_demand in enumerate(short) if unfilled_demand.demand.key == key), None
    )
    if place is None:
        raise NotFound
    considered = {
        unfilled_demand.demand.key: (unfilled_demand, candidates(problem, roster, unfilled_demand.demand))
        for unfilled_demand in short
    }
    current, people = considered[key]
    duty = board.plan.duties[current.demand.shifts[0]]
    helpful = [
        unlock for unlock in unlocks(considered) if any(opened.demand.key == key for opened in unlock.opens)
    ]
    return render_template(
        "rostering/workspace/why_unfilled.html",
        rota=board.rota,
        people=board.plan.people,
        duty=duty,
        current=current,
        steps=_steps(people),
        could=[candidate for candidate in people if candidate.stage is None and not candidate.on_duty],
        price={candidate.worker: wording.reasons(board.plan, candidate.price) for candidate in people},
        close=[
            candidate
            for candidate in people
            if len(candidate.obstacles) == 1 and candidate.stage not in (Stage.ROLE, None)
        ],
        unlocks=helpful,
        unfilled=short,
        days=[problem.shift_of[unfilled_demand.demand.shifts[0]].day for unfilled_demand in short],
        previous=short[place - 1] if place else None,
        next=short[place + 1] if place + 1 < len(short) else None,
        can_edit=may_edit(board.rota),
    )


@dataclass(frozen=True)
class FunnelStep:
    """A step of the funnel: those still possible after it, and those who drop out at it."""

    stage: Stage
    title: str
    detail: str
    left: tuple[Candidate, ...]
    dropped: tuple[Candidate, ...]


def _steps(people: tuple[Candidate, ...]) -> list[FunnelStep]:
    left = tuple(candidate for candidate in people if not candidate.on_duty)
    steps = []
    for stage, (title, detail) in STEPS.items():
        dropped = tuple(candidate for candidate in left if candidate.stage is stage)
        left = tuple(candidate for candidate in left if candidate.stage is not stage)
        steps.append(FunnelStep(stage, title, detail, left, dropped))
    return steps
