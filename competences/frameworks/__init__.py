"""What there is to be competent in: frameworks, their periods, and what counts for what."""
