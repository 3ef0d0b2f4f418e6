"""The people whom an organisation employs or hosts: listed, added, and leaving."""
