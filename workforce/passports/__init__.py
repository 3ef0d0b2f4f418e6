"""The pages of the passport: what it holds, how it is verified, and where a person is ready to work."""
