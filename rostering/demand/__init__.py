"""What a team needs: shifts, and how many people with which role and competence on each."""
