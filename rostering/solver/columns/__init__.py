"""Column generation: a column is one person's whole lawful roster, priced exactly by a compiled programme.

The parts, from the ground up: `kinds` and `sequence` (what a day is and what may follow it), `totals` and
`graph` (the states of one person), `kernel` and `trace` (the programme), `person` (prices to roster), `board`
and `master` (what ties people together; `linear` to the last digit), `root` (the bound), `descent` and `dive`
(from there to rosters).
"""
