"""Several teams in one run: the problem is parted into homes, which workers search and price side by side.

The parts: `parts` (which people and duties belong together), `tasks` (what a worker does), `pool` and `crew`
(who does it, and what happens when a worker is lost), `ledger` and `prices` (the bound of the whole), `run`
(from the first rota to the last).
"""
