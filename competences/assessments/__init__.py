"""Who watched whom do what, who signed it off, and by what right."""
