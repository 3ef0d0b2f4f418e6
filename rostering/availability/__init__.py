"""When people are away, cannot work, or would like to work or be off."""
