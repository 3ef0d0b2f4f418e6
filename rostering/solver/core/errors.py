"""The solver's own exceptions, besides those for errors in a problem."""

from __future__ import annotations


class SolverDisagreement(RuntimeError):
    """Solver and checker judge a rota differently: a fault in a rule or in its twin."""


class LanesCrashed(RuntimeError):
    """Every process that searched has ended by itself; the message says how."""


class StopRequested(Exception):
    """The caller asked to stop while the model was being built."""
