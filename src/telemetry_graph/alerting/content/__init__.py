"""What a message says: payload, then templates, then one format of a channel kind."""
