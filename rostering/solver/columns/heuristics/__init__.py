"""From prices to rosters: first ones, dives from shares of many to one, and better ones part by part.

`descent` and `annealing` need no prices, `dive` and `whole` go by the root's, `neighbourhoods` improve the
best. `turns` says what is done when, and `long` the same of long horizons, in `windows`.
"""
