"""One function per command; `cli.py` imports only the module of the command that runs."""
