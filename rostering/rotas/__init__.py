"""Rotas in their versions, their assignments, and who may see them."""
