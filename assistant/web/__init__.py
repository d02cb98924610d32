"""The chat page: Chainlit mounted on a FastAPI application of ours, behind a guard."""
