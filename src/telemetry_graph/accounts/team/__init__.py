"""An app's people, its ingest keys and its name, as its owners change them; and who did."""
