"""Decomposition by team: a problem of several teams falls into homes, the blocks of its constraint matrix.

Teams that share a demand, or supervisors, are one home. Everybody has one home and may be able to work for
others: these people alone link the homes (a block-angular structure, Dantzig and Wolfe 1960).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from rostering.problem import Demand, Limits, Problem, Roster, RuleSpec, Shift, Worker
from rostering.rules import rule_of
from rostering.rules._cover import counts, has_role

#: From so many people on, a problem of several teams is decomposed even without an executor.
LEAST_WORKERS = 120
#: The rules between people that stay inside a home, or are about one demand.
RULES_OF_A_HOME = ("minimum_cover", "wanted_cover", "over_cover", "maximum_cover", "supervision")


@dataclass(frozen=True, slots=True)
class Home:
    """Teams that belong together, and the people who belong to them.

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


def homes_to_search(problem: Problem, limits: Limits, executor: Executor | None) -> tuple[Home, ...]:
    """Return the homes of a problem that is to be decomposed; none when it is to be searched as a whole.

    It is decomposed when there is an executor, or when there are too many people for one search.
    """
    if limits.deterministic is not None or not is_decomposable(problem):
        return ()
    if executor is None and len(problem.workers) < LEAST_WORKERS:
        return ()
    homes = find_homes(problem)
    return homes if len(homes) > 1 else ()


def find_homes(problem: Problem) -> tuple[Home, ...]:
    """Return the homes with people in them, in the order of the duties; one if all belong together."""
    teams = list(dict.fromkeys(shift.team_key for shift in problem.shifts))
    may = _teams_served(problem, teams)
    team_of = {
        worker.key: worker.team_key if worker.team_key in teams else (may[worker.key] or teams)[0]
        for worker in problem.workers
    }
    group = _home_of_teams(problem, teams, team_of)
    homes = []
    for name in dict.fromkeys(group.values()):
        workers = tuple(key for key, team in team_of.items() if group[team] == name)
        reached = {name}.union(group[team] for key in workers for team in may[key])
        own = tuple(team for team in teams if group[team] == name)
        serves = frozenset(team for team in teams if group[team] in reached)
        if workers:
            homes.append(Home(own, workers, serves))
    return tuple(homes)


def subproblem(
    problem: Problem, workers: Collection[str], teams: Collection[str], others: Roster | None = None
) -> Problem:
    """Return the problem of some people on the duties of some teams.

    With ``others``, everybody else is fixed as in that roster, and what they cover is no longer demanded:
    then the cost of a roster of the subproblem is, up to a constant, what it adds to the cost of the whole.
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
            _residual_demand(problem, demand, set(workers), others) if others else demand
            for demand in demands
        ),
        rules=tuple(_restricted_rule(spec, set(workers)) for spec in problem.rules),
        name=f"{problem.name}: {', '.join(problem.label(team) for team in sorted(teams))}",
    )


def worked_by(workers: Iterable[str], roster: Roster) -> Roster:
    """Return the part of a roster that these people work."""
    return Roster.of((key, shift) for key in workers for shift in roster.shifts_of(key))


def merged(roster: Roster, workers: Collection[str], theirs: Roster) -> Roster:
    """Return a roster in which these people work as in ``theirs``, and all others as before."""
    others = (assignment for assignment in roster.assignments if assignment.worker not in workers)
    return Roster((*others, *theirs.assignments))


def is_decomposable(problem: Problem) -> bool:
    """Return whether columns can be used, and each rule is about one person, a demand or one home."""
    return any(spec.rule == "one_at_a_time" and spec.workers is None for spec in problem.rules) and all(
        rule_of(spec).per_person or spec.rule in RULES_OF_A_HOME for spec in problem.rules
    )


# -- who can serve which team


def _teams_served(problem: Problem, teams: Collection[str]) -> Mapping[str, list[str]]:
    """Return the teams that each person could work for, as far as that can be told without dates."""
    kinds: dict[str, dict[tuple[object, ...], Shift]] = {team: {} for team in teams}
    for shift in problem.shifts:
        kind = (shift.roles, shift.skills, shift.host_key, shift.site_key, shift.type_key)
        kinds[shift.team_key].setdefault(kind, shift)
    in_force = {spec.rule for spec in problem.rules if spec.workers is None}
    return {
        worker.key: [
            team
            for team in teams
            if any(_may_work(problem, worker, shift, in_force) for shift in kinds[team].values())
        ]
        for worker in problem.workers
    }


def _may_work(problem: Problem, worker: Worker, shift: Shift, in_force: Collection[str]) -> bool:
    """Return whether a person could work duties such as this one on some day."""
    if "required_skills" in in_force:
        known = {skill.key for skill in worker.skills}
        has_a_role = any(has_role(worker, shift.roles, (day,)) for day in range(problem.days))
        if not has_a_role or not known.issuperset(shift.skills):
            return False
    return "eligibility" not in in_force or not any(
        block.from_day <= 0
        and (block.to_day is None or block.to_day >= problem.days)
        and block.host_key in (None, shift.host_key)
        and block.site_key in (None, shift.site_key)
        and block.type_key in (None, shift.type_key)
        for block in worker.blocks
    )


def _home_of_teams(problem: Problem, teams: Collection[str], team_of: Mapping[str, str]) -> dict[str, str]:
    """Return for each team the first team of its home, which identifies the home."""
    group = {team: team for team in teams}
    for tied in _ties(problem, team_of):
        names = {group[team] for team in tied}
        first = min(names, default="")
        group = {team: first if name in names else name for team, name in group.items()}
    return group


def _ties(problem: Problem, team_of: Mapping[str, str]) -> Iterator[set[str]]:
    """Yield sets of teams that a demand or a supervisor links."""
    for demand in problem.demands:
        yield {problem.shift_of[key].team_key for key in demand.shifts}
    for worker in problem.workers:
        if worker.supervisors:
            yield {team_of[key] for key in (worker.key, *worker.supervisors)}


# -- the problem of some people


def _residual_demand(problem: Problem, demand: Demand, workers: Collection[str], others: Roster) -> Demand:
    """Return what is left of a demand after what people outside ``workers`` cover in a roster."""
    covered = sum(
        counts(problem, problem.worker_of[key], problem.shift_of[shift], demand)
        for shift in demand.shifts
        for key in others.workers_on(shift)
        if key not in workers
    )
    minimum, wanted = max(0, demand.minimum - covered), max(0, demand.wanted - covered)
    return replace(demand, minimum=minimum, wanted=wanted)


def _restricted_rule(spec: RuleSpec, workers: Collection[str]) -> RuleSpec:
    if spec.workers is None:
        return spec
    return replace(spec, workers=tuple(key for key in spec.workers if key in workers))
