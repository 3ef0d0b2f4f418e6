"""One person: their rules as a graph, and the cheapest roster they could work at given prices.

`kinds` and `sequence` say what a day is and what may follow it, `runs`, `totals`, `wishes` and `parts` what
else rules look at; `holding` lists which rules these hold. `graph` and `layers` put them together,
`programme` and `pricing` find the cheapest way through; `person` is somebody whole.
"""
