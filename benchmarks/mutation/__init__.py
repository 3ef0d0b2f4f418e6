"""Measures whether the tests of what decides (rules, conditions, the checker) notice small faults in it."""
