"""Runs: asked for and stopped by leads, begun and ended by the worker."""

from rostering.runs.services.asking import SEED_MOST, ask_for_run, stop_run

__all__ = ["SEED_MOST", "ask_for_run", "stop_run"]
