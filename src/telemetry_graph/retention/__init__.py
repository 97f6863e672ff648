"""How long data is kept, and its removal once a day."""
