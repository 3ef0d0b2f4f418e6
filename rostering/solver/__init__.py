"""The rota solver: `solve` a problem within limits, from Python or from the command line.

OR-Tools is loaded by the first call of `solve`, never by an import, so that pages may import what they like.

Examples
--------
>>> from rostering.formats import read_problem
>>> problem = read_problem(open("team.json").read())  # doctest: +SKIP
>>> solve(problem, Limits(seconds=10)).status  # doctest: +SKIP
<Status.OPTIMAL: 'optimal'>
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

from rostering.problem import Limits, Problem, Progress, Result, Roster
from rostering.problem.arguments import validate_limits

__all__ = ["Limits", "Progress", "Result", "solve"]


def solve(
    problem: Problem,
    limits: Limits | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    executor: Executor | None = None,
    given: Roster | None = None,
) -> Result:
    """Return the best rota that can be found within the limits, judged by the independent checker.

    Parameters
    ----------
    problem : Problem
        What to make a rota for.
    limits : Limits, optional
        When to stop and how to search; default `Limits()`: 60 seconds. Their time begins with the search: it
        does not count that a first roster is made by simple means, and the inner loops are compiled.
    on_progress : callable, optional
        Called in the caller's own thread with each `Progress`, some five times a second at most.
    should_stop : callable, optional
        Asked in the caller's own thread several times a second; once it returns True the best rota so far is
        returned within two seconds, whatever the search is doing.
    executor : concurrent.futures.Executor, optional
        Who runs the tasks of a problem of several teams, ``limits.workers`` of them at once: a pool, or a
        cluster (`rostering.solver.county.cluster.connected`). It is not shut down. Left out, a large problem
        of several teams is run by processes of our own, and any other as one.
    given : Roster, optional
        A roster to begin with. Where it is lawful, what is returned is never worse; otherwise as much of it
        as can be is kept for a first roster. People and duties that the problem does not have are left out.

    Returns
    -------
    Result
        Infeasible and stopped are answers, not errors.

    Raises
    ------
    ProblemError
        When a limit, or a rule or parameter of the problem is wrong; the message names the field.
    SolverDisagreement
        When solver and checker judge a rota differently, which is a fault of this library.
    """
    from rostering.solver.county.homes import homes_to_search
    from rostering.solver.dispatch.dispatcher import Dispatcher

    limits = limits or Limits()
    validate_limits(limits)
    homes = homes_to_search(problem, limits, executor)
    if homes:
        from rostering.solver.county.search import CountySearch

        county = CountySearch(problem, homes, limits, on_progress, should_stop, executor, given)
        result = county.run()
        if result is not None:
            return result
        limits = replace(limits, seconds=county.seconds_left)
    return Dispatcher(problem, limits, on_progress, should_stop, given).run()
