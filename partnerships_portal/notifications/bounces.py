"""Reading delivery reports (RFC 3464): pure functions on messages."""

from dataclasses import dataclass
from email.message import Message

from .delivery import is_hard


@dataclass(frozen=True)
class Report:
    """What a mail server says of one of our messages and one address."""

    message_id: str  # of the message that we had sent
    addresses: frozenset[str]  # the one we wrote to, and the one it was passed on to; lower case
    is_final: bool  # it will not be tried again
    is_hard: bool  # the address does not work
    words: str


def reports_in(message: Message) -> list[Report]:
    """The reports that a message holds, one for each address; none where it is no delivery report."""
    if message.get_content_type() != "multipart/report":
        return []
    original = _original_message_id(message)
    blocks = [block for part in message.walk() for block in _blocks(part)]
    return [report for block in blocks if original and (report := _report(original, block))]


def _blocks(part: Message) -> list[Message]:
    """The blocks of fields of a delivery-status part: one on the message as a whole, then one for each address."""
    payload = part.get_payload()
    is_status = part.get_content_type() == "message/delivery-status" and isinstance(payload, list)
    return [block for block in payload if isinstance(block, Message)] if is_status else []


def _original_message_id(message: Message) -> str:
    """The Message-ID of what came back: whole, or its headers alone."""
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            lines = text.decode("ascii", "replace").splitlines() if isinstance(text, bytes) else []
            found = [line.partition(":")[2] for line in lines if line.lower().startswith("message-id:")]
        elif part.get_content_type() == "message/rfc822":
            payload = part.get_payload()
            found = [str(inner.get("Message-ID", "")) for inner in payload if isinstance(inner, Message)]
        else:
            continue
        if found and found[0].strip():
            return found[0].strip()
    return ""


def _report(original: str, block: Message) -> Report | None:
    action = str(block.get("Action", "")).strip().lower()
    named = (str(block.get(name, "")).partition(";")[2].strip() for name in ("Original-Recipient", "Final-Recipient"))
    addresses = frozenset(address.strip("<>").lower() for address in named if address)
    if action not in {"failed", "delayed"} or not addresses:
        return None
    status, words = str(block.get("Status", "")), str(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
    return Report(
        message_id=original,
        addresses=addresses,
        is_final=action == "failed",
        is_hard=action == "failed" and is_hard(0, status),
        words=" ".join(f"{status} {words}".replace("\x00", " ").split()),
    )
