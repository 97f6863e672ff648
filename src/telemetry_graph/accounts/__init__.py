"""Users, memberships, ingest keys, access tokens and sign-in sessions."""
