"""What is measured, and how; never a timed test."""
