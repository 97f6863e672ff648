"""From a crash or a metric to a delivered message: decide, suppress, summarise, send, retry."""
