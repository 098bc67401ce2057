"""What mail servers mean when they refuse: pure functions on the codes of RFC 5321 and RFC 3463."""

import re

ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
NO_SUCH_MAILBOX = {550, 551, 553}  # basic codes that speak of the mailbox, when nothing more exact is said
# subject and detail of RFC 3463 that speak of the address, not of this message: 5.7.1 (policy) or 5.2.2 (full) do not
OF_THE_ADDRESS = {(0, 0), (1, 0), (1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 0), (2, 1), (4, 4)}


def is_hard(code: int, words: str) -> bool:
    """Whether a refusal with this basic code (0: not known) and these words says that the address does not work."""
    enhanced = ENHANCED.search(words)
    if enhanced:
        kind, subject, detail = (int(number) for number in enhanced.groups())
        return kind == 5 and (subject, detail) in OF_THE_ADDRESS
    return code in NO_SUCH_MAILBOX
