"""The server with passwords is the one on which signing in is tried."""

from tests.web.entrance.conftest import guarded, new_browser

__all__ = ["guarded", "new_browser"]
