"""The pricing problem: the rules of one person as a graph, and the cheapest roster at given dual prices.

`day_patterns` says what a day is; `succession_automaton`, `run_automata`, `dated_automata`, `day_costs` and
`resources` say what each rule costs; `enforcement` lists which rules are held where. `product_automaton`,
`layered_product` and `graph_builder` put them together into one graph, in which `shortest_path` and
`pricing_problem` find the cheapest roster; `worker_pricing` is the pricing problem of one person on all days.
"""
