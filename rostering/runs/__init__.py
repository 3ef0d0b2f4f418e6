"""Runs of the solver that people can watch and stop."""
