"""How much of a request is taken in: a file over the limit is read no further than to answer kindly."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

TOO_LARGE = "has_file_too_large"
FAR_OVER = 10  # times the limit: a request of this size is not even read to its end


class LimitedUploadHandler(FileUploadHandler):
    """The first of settings.FILE_UPLOAD_HANDLERS: lets no file over settings.FILE_MAX_BYTES into memory or onto a disk.

    What is over is thrown away as it comes, so that the form's other fields arrive and the page can say what is wrong;
    of a request far over the limit nothing more is read. `too_large(request)` tells forms that it happened.
    """

    body = 0

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.body = content_length

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= settings.FILE_MAX_BYTES:
            return raw_data
        setattr(self.request, TOO_LARGE, True)
        if self.body > FAR_OVER * settings.FILE_MAX_BYTES:
            raise StopUpload(connection_reset=True)
        raise SkipFile

    def file_complete(self, file_size):
        """Nothing: the handlers after this one keep the file."""
        return None


def too_large(request) -> bool:
    """Whether a file of this request was over the limit and is not among its files."""
    return getattr(request, TOO_LARGE, False)
