"""Several teams in one run: the problem is parted into homes, which workers search and price side by side.

The parts: `parts` (which people and duties belong together), `tasks` (what a worker does), `pool` and `crew`
(who does it, and what happens when a worker is lost), `ledger` and `prices` (the bound of the whole), `aid`
and `lending` (what homes do for each other), `turns` (searches of homes), `run` (from first rota to last).
"""
