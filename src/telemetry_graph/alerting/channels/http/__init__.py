"""HTTP to receivers that are not trusted: checked addresses, bounded answers."""
