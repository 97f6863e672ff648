"""How messages are delivered: a folder for each channel kind, and the channels of apps."""
