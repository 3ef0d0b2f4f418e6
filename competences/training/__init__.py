"""Training that people have done, and who verified it."""
