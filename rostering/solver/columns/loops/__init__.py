"""The compiled inner loops: plain functions of arrays, which know neither rules nor people.

`product_states` makes a pricing graph, `forward_pass` and `cheapest_path` find the shortest path through it,
`backward_labelling` and `labels` do so with cuts, `backtracking` and `subgraph` follow paths through it;
`pairwise_frank_wolfe` solves a master problem, `subset_rows` separates cuts, `annealing_moves` anneals.
"""
