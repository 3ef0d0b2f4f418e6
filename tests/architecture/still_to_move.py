"""What does not keep the rules of the house yet: by rule, what stands before the colon in its line.

Whoever moves or renames a file moves its entry too. The lists only ever get shorter: a thing leaves them with
the change that puts it right, and nothing joins them.
"""

STILL_TO_MOVE: dict[str, set[str]] = {}
