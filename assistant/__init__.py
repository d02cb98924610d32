"""The assistant: understands a question, retrieves, answers with quotes, verifies."""
