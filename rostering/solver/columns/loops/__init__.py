"""The compiled inner loops: plain functions of arrays, which know neither rules nor people.

`states` makes a graph, `kernel` and `cheapest` price it, `backward` and `labels` do so with cuts, `trace` and
`between` follow ways through it; `balance` solves a master, `triples` looks for cuts, `moves` anneals.
"""
