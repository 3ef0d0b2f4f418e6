"""Several teams in one run, decomposed into homes that workers search and price side by side.

`search` goes through the phases. `homes` says which people and duties belong together. `task_runner` runs
what `tasks` says, on the processes of `worker_pool` and `worker` or on a `cluster`. `county_constraints` and
`column_generation` bound the whole; `residual_decomposition`, `lending_dive` and `lending` plan what homes
lend each other; `reoptimisation` searches them again.
"""
