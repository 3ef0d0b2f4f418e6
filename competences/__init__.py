"""What people can do, who says so, and what they are learning."""
