"""What every search stands on: clocks, the incumbent, the names of phases, errors, and processes."""
