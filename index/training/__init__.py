"""How the shipped embedding model is made and measured."""
