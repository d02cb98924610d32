"""Plans as files to be kept by the reader."""

from fastapi import Response

_TYPES = {
    "json": "application/json",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def download(named: tuple[str, bytes]) -> Response:
    """A file that the browser keeps instead of showing."""
    name, content = named
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=_TYPES[name.rsplit(".", 1)[1]], headers=headers)
