"""What a solve raises when the library, not the problem, is at fault."""

from __future__ import annotations


class SolverDisagreement(RuntimeError):
    """Solver and checker judge a rota differently: a fault in a rule or in its twin."""


class LanesCrashed(RuntimeError):
    """Every process that searched has ended by itself; the message says how."""
