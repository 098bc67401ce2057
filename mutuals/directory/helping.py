"""What to try when nothing answers: which choice to take away, and which word was perhaps meant."""

import difflib
import hashlib
import re
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.db import connection

from mutuals.choices import Kind

from .asking import address
from .filters import Filters
from .results import QUERY
from .titles import band_in_words, first
from .vocabulary import Vocabulary

WORD = re.compile(r"[a-z]{4,}")  # shorter words are near too many others
NEAR_ENOUGH = 0.75  # difflib's ratio: one letter wrong in four
NAMES = 2_000  # first words of names that are looked through
SUGGESTIONS = 3
KEEP_SECONDS = 60


@dataclass(frozen=True)
class Way:
    """A question near the one asked that does have answers."""

    label: str
    url: str
    count: int


@dataclass(frozen=True)
class Help:
    removals: tuple[Way, ...]  # take one choice away, the most organisations first
    spellings: tuple[Way, ...]


def help_for(filters: Filters, *, path: str, words: Vocabulary) -> Help:
    """For a question without an answer; at most two statements, and none for a minute after that."""
    key = f"directory-help-{filters.key}-{hashlib.sha256(address(path, filters).encode()).hexdigest()}"
    known = cache.get(key)
    if known is None:
        known = _help(filters, path, words)
        cache.set(key, known, KEEP_SECONDS)
    return known


def _help(filters: Filters, path: str, words: Vocabulary) -> Help:
    removals = [(label, filters.without(name)) for name, label in _chosen(filters).items()]
    tries = _spellings(filters.words, words)
    spellings = [(typed, replace(filters, words=typed)) for typed in tries]
    # and alone, for where the other choices leave nobody
    spellings += [(typed, Filters(words=typed, level=filters.level, sort="relevance")) for typed in tries]
    numbers = _count([question for _, question in (*removals, *spellings)])
    ways = [
        Way(label, address(path, question), number)
        for (label, question), number in zip((*removals, *spellings), numbers, strict=True)
    ]
    taken = [way for way in ways[: len(removals)] if way.count]
    spelt: dict[str, Way] = {}
    for way in ways[len(removals) :]:
        if way.count:
            spelt.setdefault(way.label, way)
    return Help(tuple(sorted(taken, key=lambda way: -way.count)), tuple(spelt.values()))


def _chosen(filters: Filters) -> dict[str, str]:
    """The facets that narrow, in words."""
    named = {
        "words": f"the words “{filters.words}”" if filters.words else "",
        "services": first([term.name for term in filters.services]),
        "places": first([term.name for term in (*filters.regions, *filters.districts)]),
        "kinds": first([str(Kind(kind).label) for kind in filters.kinds]),
        "verified": "verified Mutuals" if filters.verified else "",
        "bands": f"a turnover of {first([band_in_words(band) for band in filters.bands])}" if filters.bands else "",
        "distance": f"within {filters.within} miles of {filters.near.text}" if filters.near and filters.within else "",
    }
    return {name: label for name, label in named.items() if label}


def _count(questions: list[Filters]) -> list[int]:
    """How many organisations answer each question, in one statement."""
    if not questions:
        return []
    arms, parameters = [], []
    for position, question in enumerate(questions):
        where, values = question.conditions()
        source = "mutuals_directoryentry AS e"
        if question.words:
            source += " JOIN mutuals_organisation AS o ON o.id = e.organisation_id"
            where, values = f"o.public_search @@ {QUERY} AND {where}", [question.words, *values]
        arms.append(f"(SELECT {position}, count(*) FROM {source} WHERE {where})")
        parameters += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(arms), parameters)
        numbers = dict(cursor.fetchall())
    return [numbers[position] for position in range(len(questions))]


def _spellings(typed: str, words: Vocabulary) -> list[str]:
    """The words typed with those that nobody uses replaced by their nearest neighbours, best first."""
    text = typed.lower()
    unusual = list(dict.fromkeys(WORD.findall(text)))
    if not unusual:
        return []
    terms = (*words.services, *words.regions, *words.districts)
    known = {word for term in terms for word in WORD.findall(term.name.lower())}
    known |= _first_words_of_names({word[:2] for word in unusual})
    near = {word: difflib.get_close_matches(word, known, SUGGESTIONS, NEAR_ENOUGH) for word in unusual}
    tries = []
    for choice in range(SUGGESTIONS):
        tried = text
        for word, others in near.items():
            if word not in known and others:
                tried = re.sub(rf"\b{word}\b", others[min(choice, len(others) - 1)], tried)
        tries.append(tried)
    return [tried for tried in dict.fromkeys(tries) if tried != text]


def _first_words_of_names(beginnings: set[str]) -> set[str]:
    """Names are public. A word that is wrong from its first letters on is looked for among services and places only."""
    first_words = "SELECT DISTINCT split_part(sort_name, ' ', 1) FROM mutuals_directoryentry"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{first_words} WHERE sort_name LIKE ANY(%s) LIMIT %s",
            [[f"{letters}%" for letters in beginnings], NAMES],
        )
        return {word for (name,) in cursor.fetchall() for word in WORD.findall(name)}
