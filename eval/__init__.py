"""Golden questions, the checker that judges answers against them, and runs of both."""
