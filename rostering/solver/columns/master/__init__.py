"""What ties people together, and the bound: rosters as columns, and prices by which more of them are made.

`sheet` and `board` are people and rows, `crop` a part of them; `pool` holds columns, `master` and `linear`
choose among them in shares. `root` makes columns until the bound stands, `cuts` raise it, and `relaxed` finds
one where the horizon is too long for that.
"""
