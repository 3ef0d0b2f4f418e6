"""Searches side by side, each in a process of its own.

`lanes.py` and `child.py` are the side of the process that started them, `lane.py` is the other side, and
`messages.py` is what they tell each other.
"""
