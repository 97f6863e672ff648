"""What a message contains: the payload, the templates and the formats."""
