"""What the office that runs this can see of it: figures, numbered requests, the audit log."""
