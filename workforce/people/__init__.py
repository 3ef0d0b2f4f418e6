"""Who people are, and the professional registers they are on."""
