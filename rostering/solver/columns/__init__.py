"""Column generation: a column is one person's whole lawful roster, priced exactly as a shortest path.

The layers, each of which knows only those before it: `loops` (compiled code on plain arrays), `pricing` (the
pricing problem of one person: rules as a graph, and the roster of least reduced cost), `master` (the linking
rows between people, the restricted master, column generation and the bound), `heuristics` (from fractional
solutions to whole rosters), and `search`, which runs all of it. `precompile` has the loops compiled
beforehand.
"""
