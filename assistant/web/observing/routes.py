"""Where the city's monitoring reads the figures."""

from fastapi import APIRouter, HTTPException, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from assistant.settings import Network
from assistant.web.hosts import is_among
from assistant.web.observing.figures import Figures

METRICS_PATH = "/metrics"


def figures_router(figures: Figures, networks: tuple[Network, ...]) -> APIRouter:
    """The page of figures, for clients in `networks`; for all others there is none."""
    router = APIRouter()

    @router.get(METRICS_PATH)
    def metrics(request: Request) -> Response:
        client = request.client.host if request.client else ""
        if not is_among(client, networks):
            raise HTTPException(404)
        return Response(figures.text(), media_type=CONTENT_TYPE_LATEST)

    return router
