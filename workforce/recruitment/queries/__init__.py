"""The nouns of recruitment: what the public may read, and what recruiters may."""
