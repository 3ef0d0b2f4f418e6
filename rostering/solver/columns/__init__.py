"""Column generation: a column is one person's whole lawful roster, priced exactly by a compiled programme.

From the ground up, each knowing only what stands before it: `loops` (compiled code on plain arrays), `people`
(one person's rules as a graph, and their cheapest roster at any prices), `bound` (what ties people together,
and what no roster can cost less than), `rotas` (from prices to whole rosters), and `search`, which has all of
it done in turn.
"""
