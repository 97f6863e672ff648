"""What each command does; `cli.py` imports the one that was asked for, and only that."""
