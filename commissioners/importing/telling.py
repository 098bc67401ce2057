"""What an import says at its end, for people."""

from commissioners.ocds.reasons import REASONS

from .summary import FIELDS, Summary

MORE_REASONS = {
    "broken": "broken releases",
    "no_ocid": "releases without an ocid",
    "not_understood": "releases that the portal could not make sense of",
    "not_stored": "releases that the database refused",
    "unreadable_source": "files or addresses that could not be read, or not to their end",
}


def lines(summary: Summary, seconds: float) -> list[str]:
    """What was found and what was not, a line for each."""
    found = [f"  {name} found in {summary.mapped[name]}" for name in FIELDS]
    lacking = [f"  {times} x {(REASONS | MORE_REASONS)[reason]}" for reason, times in summary.reasons.most_common()]
    return [f"{summary.releases} releases in {seconds:.1f} s", *found, *lacking]
