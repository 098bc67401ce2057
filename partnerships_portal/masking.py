"""Keys that stand in addresses of the portal, kept out of logs: whoever reads a log must not be able to use them."""

import logging
import re

from gunicorn.glogging import Logger

# What comes before a key: a new address with a key goes here, too
PLACES = (
    *("support/evaluation/answer/", "body-invitations/", "invitations/", "calendars/consortia/", "calendars/"),
    *("unsubscribe/", "confirm-email/", "password/reset/key/"),
)
KEY = re.compile(rf"(/(?:{'|'.join(map(re.escape, PLACES))}))(?!consortia/)[^/\s?#\"'.]{{12,}}")


def masked(text: str) -> str:
    """The text with `***` for every key in an address."""
    return KEY.sub(r"\1***", text)


class Masking(logging.Filter):
    """Masks what is logged, for example of requests that failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if (told := masked(said)) != said:
            record.msg, record.args = told, ()
        return True


class AccessLog(Logger):
    """The web server's logs of requests and of those that failed, masked: `gunicorn --logger-class
    partnerships_portal.masking.AccessLog`."""

    def __init__(self, cfg):
        super().__init__(cfg)
        self.error_log.addFilter(Masking())  # "Error handling request /..." names the address

    def atoms(self, resp, req, environ, request_time):
        atoms = super().atoms(resp, req, environ, request_time)
        return {name: masked(value) if isinstance(value, str) else value for name, value in atoms.items()}
