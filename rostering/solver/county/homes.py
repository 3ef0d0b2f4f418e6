"""Parts a problem of several teams into homes: people rostered together, and the teams they belong to.

Teams that share a demand, or supervisors, are one home. Everybody has one home and may be able to work in
others: these people are all that ties homes together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from rostering.problem import Demand, Limits, Problem, Roster, RuleSpec, Shift, Worker
from rostering.rules import rule_of
from rostering.rules._cover import counts, has_role

#: People from which a problem of several teams is parted without being asked to.
LARGE = 120
#: The rules between people that stay inside a home, or are about a demand.
TIES = ("minimum_cover", "wanted_cover", "over_cover", "supervision")


@dataclass(frozen=True, slots=True)
class Home:
    """Teams that cannot be parted, and the people who belong to them.

    Parameters
    ----------
    teams : tuple of str
        Keys of the teams.
    workers : tuple of str
        Keys of the people whose home it is.
    serves : frozenset of str
        All teams of the homes in which these people may be able to work, their own included.
    """

    teams: tuple[str, ...]
    workers: tuple[str, ...]
    serves: frozenset[str]

    def meets(self, other: Home) -> bool:
        """Return whether people of two homes could work for the same team."""
        return bool(self.serves & other.serves)


def worth_parting(problem: Problem, limits: Limits, executor: Executor | None) -> tuple[Home, ...]:
    """Return the homes of a problem that is to be parted; none when it is to be searched as one.

    It is parted when an executor is there to do it, or when there are too many people for one search.
    """
    if limits.deterministic is not None or not can_be_parted(problem):
        return ()
    if executor is None and len(problem.workers) < LARGE:
        return ()
    found = homes(problem)
    return found if len(found) > 1 else ()


def homes(problem: Problem) -> tuple[Home, ...]:
    """Return the homes with people in them, in the order of the duties; only one if it cannot be parted."""
    teams = list(dict.fromkeys(shift.team_key for shift in problem.shifts))
    may = _may_serve(problem, teams)
    team_of = {
        worker.key: worker.team_key if worker.team_key in teams else (may[worker.key] or teams)[0]
        for worker in problem.workers
    }
    group = _groups(problem, teams, team_of)
    found = []
    for name in dict.fromkeys(group.values()):
        workers = tuple(key for key, team in team_of.items() if group[team] == name)
        reached = {name}.union(group[team] for key in workers for team in may[key])
        own = tuple(team for team in teams if group[team] == name)
        serves = frozenset(team for team in teams if group[team] in reached)
        if workers:
            found.append(Home(own, workers, serves))
    return tuple(found)


def part(
    problem: Problem, workers: Collection[str], teams: Collection[str], others: Roster | None = None
) -> Problem:
    """Return the problem of some people on the duties of some teams.

    With ``others``, everybody else works what they do there, and what they cover is no longer needed: what a
    roster of the part costs is then, but for a constant, what it adds to the cost of theirs.
    """
    people = [problem.worker_of[key] for key in problem.worker_of if key in set(workers)]
    named = {key for worker in people for key in (*worker.locked, *(worker.earlier or ()))}
    shifts = tuple(shift for shift in problem.shifts if shift.team_key in teams or shift.key in named)
    inside = {shift.key for shift in shifts if shift.team_key in teams}
    demands = (demand for demand in problem.demands if inside.issuperset(demand.shifts))
    return replace(
        problem,
        shifts=shifts,
        workers=tuple(people),
        demands=tuple(
            _left(problem, demand, set(workers), others) if others else demand for demand in demands
        ),
        rules=tuple(_spec(spec, set(workers)) for spec in problem.rules),
        name=f"{problem.name}: {', '.join(problem.label(team) for team in sorted(teams))}",
    )


def worked_by(workers: Iterable[str], roster: Roster) -> Roster:
    """Return what some people work in a roster."""
    return Roster.of((key, shift) for key in workers for shift in roster.shifts_of(key))


def merged(roster: Roster, workers: Collection[str], theirs: Roster) -> Roster:
    """Return a roster in which some people work what another says, and all others what they did."""
    others = (one for one in roster.assignments if one.worker not in workers)
    return Roster((*others, *theirs.assignments))


def can_be_parted(problem: Problem) -> bool:
    """Return whether columns serve, and each rule is about one person, a demand or one home."""
    return any(spec.rule == "one_at_a_time" and spec.workers is None for spec in problem.rules) and all(
        rule_of(spec).per_person or spec.rule in TIES for spec in problem.rules
    )


# -- who can serve which team


def _may_serve(problem: Problem, teams: Collection[str]) -> Mapping[str, list[str]]:
    """Return which teams each person could serve, as far as that can be told without looking at dates."""
    kinds: dict[str, dict[tuple[object, ...], Shift]] = {team: {} for team in teams}
    for one in problem.shifts:
        kinds[one.team_key].setdefault((one.roles, one.skills, one.host_key, one.site_key, one.type_key), one)
    in_force = {spec.rule for spec in problem.rules if spec.workers is None}
    return {
        worker.key: [
            team
            for team in teams
            if any(_may(problem, worker, one, in_force) for one in kinds[team].values())
        ]
        for worker in problem.workers
    }


def _may(problem: Problem, worker: Worker, shift: Shift, in_force: Collection[str]) -> bool:
    """Return whether nothing that holds on every day keeps a person from duties such as this one."""
    if "required_skills" in in_force:
        known = {skill.key for skill in worker.skills}
        if not has_role(worker, shift.roles) or not known.issuperset(shift.skills):
            return False
    return "eligibility" not in in_force or not any(
        block.from_day <= 0
        and (block.to_day is None or block.to_day >= problem.days)
        and block.host_key in (None, shift.host_key)
        and block.site_key in (None, shift.site_key)
        and block.type_key in (None, shift.type_key)
        for block in worker.blocks
    )


def _groups(problem: Problem, teams: Collection[str], team_of: Mapping[str, str]) -> dict[str, str]:
    """Return for each team the one that stands for its home."""
    group = {team: team for team in teams}
    for tied in _ties(problem, team_of):
        names = {group[team] for team in tied}
        first = min(names, default="")
        group = {team: first if name in names else name for team, name in group.items()}
    return group


def _ties(problem: Problem, team_of: Mapping[str, str]) -> Iterator[set[str]]:
    """Yield teams that a demand or a supervisor ties together."""
    for demand in problem.demands:
        yield {problem.shift_of[key].team_key for key in demand.shifts}
    for worker in problem.workers:
        if worker.supervisors:
            yield {team_of[key] for key in (worker.key, *worker.supervisors)}


# -- the problem of some people


def _left(problem: Problem, demand: Demand, workers: Collection[str], others: Roster) -> Demand:
    """Return what a demand still asks for beside those who do not belong to these people."""
    covered = sum(
        counts(problem, problem.worker_of[key], problem.shift_of[shift], demand)
        for shift in demand.shifts
        for key in others.workers_on(shift)
        if key not in workers
    )
    minimum, wanted = max(0, demand.minimum - covered), max(0, demand.wanted - covered)
    return replace(demand, minimum=minimum, wanted=wanted)


def _spec(spec: RuleSpec, workers: Collection[str]) -> RuleSpec:
    if spec.workers is None:
        return spec
    return replace(spec, workers=tuple(key for key in spec.workers if key in workers))
