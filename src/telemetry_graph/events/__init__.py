"""Raw events: the rows of each event, as stored for a few days."""
