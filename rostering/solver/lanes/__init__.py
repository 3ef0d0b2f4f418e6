"""Searches side by side, each in a process of its own.

`lanes.py` and `child.py` run in the process that starts them, `lane.py` in the started one, `messages.py` is
the protocol between the two, and `searches.py` runs a search of any kind in either.
"""
