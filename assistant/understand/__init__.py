"""From the words of a question to a `Query`: language, levels, entities, aspects, attributes."""
