"""Writing with a language model, where a city has one: asking it, and what it may use to write."""
