"""The verbs of recruitment: post a vacancy, apply, propose a place, answer, hire."""
