"""The demonstration county: Dorset's public bodies, made-up firms and people, and months of work behind them.

Everything is made from a seed and from today's date, so that the same county comes out again and always looks
as if it were in use today.
"""
