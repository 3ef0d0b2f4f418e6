"""Primal heuristics: from dual prices and columns to whole rosters.

`coordinate_descent` and `simulated_annealing` need no dual prices. `diving` goes from a fractional solution
of the root node to whole rosters, `large_neighbourhood_search` improves the incumbent (with
`relaxation_induced` and `neighbourhood_solver`), `restart` begins elsewhere, and
`restricted_master_heuristic` chooses among known columns. `primal_search` shares out the time between them.
Long horizons have `long_horizon`, with `corridor` and `fix_and_optimise`.
"""
