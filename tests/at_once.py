"""Deeds of several people in one moment, each in a transaction of its own."""

import threading
import time

from django.db import connection

from partnerships_portal.accounts.transitions import NotPossible


def at_once(*deeds) -> list:
    """Run each deed in a thread of its own, all at the same moment; what each gave, or the NotPossible it raised.

    Any other error of a deed is raised, and so is TimeoutError where one does not end.
    """
    results, failed, start = [None] * len(deeds), [], threading.Barrier(len(deeds), timeout=20)

    def run(number, deed):
        try:
            start.wait()
            results[number] = deed()
        except NotPossible as refusal:
            results[number] = refusal
        except BaseException as error:  # raised below, where the test sees it
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if any(thread.is_alive() for thread in threads):
        raise TimeoutError("two deeds wait for each other")
    if failed:
        raise failed[0]
    return results


def refused_at_once(*deeds) -> list[NotPossible]:
    """The same, for deeds of which only the refusals matter."""
    return [result for result in at_once(*deeds) if isinstance(result, NotPossible)]


def until_somebody_waits() -> None:
    """Return once another transaction waits for a lock, as whoever holds it asks; AssertionError where none does."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited")
