"""The master problem: what ties people together, the columns to choose among, and the bound.

`linking_rows` and `decomposition` say how people and rows depend on each other; `problem_decomposition` reads
that from a whole problem, `neighbourhood_decomposition` from a part of one. `restricted_master` keeps
columns, and `simplex_master` and `bundle_master` solve for their values and dual prices. `column_generation`
adds columns until the bound is near, `cut_generation` raises it with subset-row cuts, and
`lagrangian_relaxation` finds one for horizons that are too long for column generation.
"""
