"""Deeds of several people in one moment, each in a transaction of its own."""

import threading

from django.db import connection

from partnerships_portal.accounts.transitions import NotPossible


def at_once(*deeds) -> list:
    """Run each deed in a thread of its own, all at the same moment; what each gave, or the NotPossible it raised."""
    results, start = [None] * len(deeds), threading.Barrier(len(deeds))

    def run(number, deed):
        start.wait()
        try:
            results[number] = deed()
        except NotPossible as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results
