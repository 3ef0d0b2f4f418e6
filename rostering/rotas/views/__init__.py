"""The pages of rotas: one's own, and the workspace of those who make them."""

from rostering.rotas.views import cells, mine, publication, unfilled, workspace
from rostering.rotas.views.blueprint import bp

__all__ = ["bp", "cells", "mine", "publication", "unfilled", "workspace"]
