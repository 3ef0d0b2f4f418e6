"""Time that people have promised: nobody is in two places at once."""
