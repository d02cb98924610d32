"""One file a version; each can be undone."""
