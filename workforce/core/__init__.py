"""The shared kernel: it imports no slice."""
