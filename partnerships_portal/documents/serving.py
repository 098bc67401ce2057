"""Handing a file out so that a browser saves it and does nothing else with it."""

import logging

from django.http import FileResponse, Http404

from .models import StoredFile

logger = logging.getLogger(__name__)


def handed_out(stored: StoredFile) -> FileResponse:
    """The file as a download. Ask who asks before calling this. Http404 if its bytes are not on the disk."""
    try:
        content = stored.file.open("rb")
    except FileNotFoundError:
        logger.error("The bytes of stored file %s are missing: restore FILES_DIR from a backup", stored.pk)
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.content_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
