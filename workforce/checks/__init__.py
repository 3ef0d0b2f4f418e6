"""The six employment checks of each person: what each records, and how it is asked for and verified."""
