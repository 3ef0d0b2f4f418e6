"""What a user could pick instead of our engine, each solving the same instance on the same machine."""

from __future__ import annotations

#: Search workers of those by CP-SAT; one would be a straw man.
WORKERS = 8
