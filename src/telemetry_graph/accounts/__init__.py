"""Who is who: users, memberships, keys, tokens and browser sessions."""
