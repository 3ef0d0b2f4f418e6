"""Rotas: their assignments and their publication."""
