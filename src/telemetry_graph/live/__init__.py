"""Live feeds: send crashes and groups to subscribers when they are stored."""
