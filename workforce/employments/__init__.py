"""Contracts: who employs a person, as what, for how many hours."""
