"""Live feeds: crashes and groups, sent to subscribers as they are stored."""
