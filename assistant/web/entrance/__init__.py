"""The entrance: who may come in, found out before anything else sees a request."""
