"""Checks, registration, right to work and placement, valid on every date of the duty."""

from __future__ import annotations

from rostering.problem import Block, Problem, Shift, Stage, Violation, Worker
from rostering.rules._duties import Fault, each_duty
from rostering.rules.base import Parameters, Rule, Strength
from rostering.rules.wording import text


def is_blocked(problem: Problem, block: Block, shift: Shift) -> bool:
    """Return whether a block keeps a person from a duty."""
    if block.type_key not in (None, shift.type_key):
        return False
    touched = range(shift.day, shift.day + 1) if block.by_start else problem.days_touched(shift)
    return (
        block.from_day < touched.stop
        and (block.to_day is None or block.to_day > touched.start)
        and block.host_key in (None, shift.host_key)
        and block.site_key in (None, shift.site_key)
    )


def block_on(problem: Problem, worker: Worker, shift: Shift) -> Block | None:
    """Return what keeps a person from a duty, if anything does: the earliest in the order of stages."""
    blocks = [block for block in worker.blocks if is_blocked(problem, block, shift)]
    return min(blocks, key=lambda block: list(Stage).index(block.stage), default=None)


def judge(problem: Problem, worker: Worker, shift: Shift, _: Parameters) -> Fault:
    """Return what is missing or refused for a duty, if anything is."""
    block = block_on(problem, worker, shift)
    if block is None:
        return None
    return 1, {"reason": block.reason, "words": block.words, "stage": block.stage.value}


def words(problem: Problem, violation: Violation) -> str:
    """Say what is missing or refused."""
    del problem
    return f"Not ready: {text(violation, 'words')}."


RULE = Rule(
    name="eligibility",
    title="Ready to work",
    statement=(
        "Whoever works a duty has every check, registration and agreement that its host asks for, "
        "on each date it touches. A night that begins on somebody's last day in the team is theirs to work, "
        "if their employment goes on."
    ),
    source="employment check standards and acceptance rules of the host",
    counting=(
        "on each date that a duty touches; a place in the team on the day it begins "
        "(acceptance rules of the host)"
    ),
    strength=Strength.LAW,
    stage=Stage.READY,
    check=each_duty(Parameters, judge),
    words=words,
    unit=("duty without readiness", "duties without readiness"),
)
