"""Who did what and when: an append-only log in the database, each entry sealed by the next."""
