"""The compiled inner loops: plain functions of arrays, which know neither rules nor people.

`product_states` unfolds and minimises a pricing graph (`layered_graph`); `forward_pass`, `backtracking` and
`cheapest_path` find the shortest path through it, `labels` and `backward_labelling` do so with subset-row
cuts, `subgraph` cuts a part out of it. `pairwise_frank_wolfe` solves a master problem, `subset_rows`
separates cuts, `annealing_moves` and `annealing_state` are simulated annealing.
"""
