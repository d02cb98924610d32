"""What a run looks like: on the terminal, as JSON and as a page. The tables are shared."""
