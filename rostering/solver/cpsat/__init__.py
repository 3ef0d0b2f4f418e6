"""The CP-SAT engine: searches on the model of a whole problem, and why a problem has no rota."""
