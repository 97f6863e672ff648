"""HTTP to untrusted receivers: checked addresses, bounded responses, no redirects."""
