"""Rotas: their assignments, the runs that make them, and their publication."""
