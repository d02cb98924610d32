"""Accounts: who may come in, in which part, and for how long."""
