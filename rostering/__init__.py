"""What a team needs, the rules, the solver and the rota."""
