"""The passport: six checks, what verifies them, and where a person is ready to work."""
