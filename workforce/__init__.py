"""Who people are, who employs them, and what each may see."""
