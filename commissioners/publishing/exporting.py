"""Everything that is public in one file: a release package, written in pages, so that memory stays small."""

import json
from collections.abc import Iterator

from commissioners.ocds.writing.packages import Publisher, release_package

from .releases import page_of_releases


def package(*, uri: str, publisher: Publisher) -> Iterator[str]:
    """A release package with every public opportunity, as pieces of JSON. Nothing where nothing is public.

    What changes while it is written may come twice or late: its newest release counts, as always in OCDS.
    """
    after, is_first = None, True
    while True:
        page = page_of_releases(after)
        if is_first and page.releases:
            head = release_package(page.releases, uri=uri, publisher=publisher)
            yield json.dumps({name: value for name, value in head.items() if name != "releases"})[:-1]
            yield ', "releases": [\n'
        pieces = [json.dumps(release, ensure_ascii=False) for release in page.releases]
        if pieces:
            yield ("" if is_first else ",\n") + ",\n".join(pieces)
        is_first = is_first and not pieces
        after = page.following
        if after is None:
            break
    if not is_first:
        yield "\n]}\n"
