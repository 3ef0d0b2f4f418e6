"""Runs a problem: which searches go on when, and what the caller hears of them."""
