"""Chainlit's built script and styles, packed once instead of at every request.

Packing the script anew takes a processor a good part of a second each time; a morning on which an
office opens the page would keep the machine busy with nothing else.
"""

import gzip
import mimetypes
import re
from functools import lru_cache
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response

ASSETS_PATH = "/assets"
_NAMED = re.compile(r'(?:src|href)="/assets/([\w.-]+\.(js|css))"')
_FOREVER = "public, max-age=31536000, immutable"
_PACKING = 6
_MOST_PACKED = 16


class Assets:
    """The files of Chainlit's page."""

    def __init__(self) -> None:
        """Find them.

        Raises:
            FileNotFoundError: Chainlit's page is not where this version has it.
        """
        spec = find_spec("chainlit")
        package = Path(spec.origin).parent if spec and spec.origin else Path()
        page = package / "frontend" / "dist" / "index.html"
        named = {kind: name for name, kind in _NAMED.findall(page.read_text(encoding="utf-8"))}
        if set(named) != {"js", "css"}:
            raise FileNotFoundError(f"{page} does not name one script and one stylesheet")
        self.script = f"{ASSETS_PATH}/{named['js']}"
        self.style = f"{ASSETS_PATH}/{named['css']}"
        # Without the maps, which are of use to Chainlit's makers only.
        files = (path for path in (page.parent / "assets").iterdir() if path.suffix != ".map")
        self._files = {path.name: path for path in files}

    def router(self) -> APIRouter:
        """Serves the files by name; their names carry a hash, so they may be kept for good."""
        router = APIRouter()

        @router.get(f"{ASSETS_PATH}/{{name}}")
        def asset(name: str, request: Request) -> Response:
            path = self._files.get(name)
            if path is None:
                raise HTTPException(HTTPStatus.NOT_FOUND)
            kind = mimetypes.guess_type(name.replace(".mjs", ".js"))[0]
            headers = {"Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
            if "gzip" not in request.headers.get("accept-encoding", ""):
                return Response(path.read_bytes(), media_type=kind, headers=headers)
            headers["Content-Encoding"] = "gzip"
            return Response(_packed(path), media_type=kind, headers=headers)

        return router


@lru_cache(maxsize=_MOST_PACKED)
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), _PACKING, mtime=0)
