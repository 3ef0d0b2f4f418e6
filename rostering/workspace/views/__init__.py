"""The pages of the workspace: the grid of a rota, its cells, its unfilled duties, its publication."""

from rostering.workspace.views import cells, grid, publication, series, unfilled
from rostering.workspace.views.blueprint import bp

__all__ = ["bp", "cells", "grid", "publication", "series", "unfilled"]
