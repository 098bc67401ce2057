"""Keeping a published notice without the contact data of people in it.

Contact points go as a whole. Free text keeps its words, but e-mail addresses and telephone
numbers in it are masked. Money, dates, CPV codes, notice numbers, ocids, postcodes and web
addresses stay as they are. Names of people inside sentences cannot be told from other names
and stay, as published.
"""

import re

EMAIL_MASK = "[e-mail removed]"
TELEPHONE_MASK = "[telephone removed]"

REMOVED_KEYS = frozenset(
    {
        *("contactpoint", "contactpoints", "additionalcontactpoints", "contact", "contacts", "contactname"),
        *("email", "emails", "emailaddress", "telephone", "telephonenumber", "phone", "phonenumber", "mobile"),
        *("fax", "faxnumber", "persones", "persons", "beneficialowners"),
    }
)
IDENTIFIERS = frozenset(
    {
        *("ocid", "id", "uri", "url", "scheme", "identifier", "date"),
        *("awardid", "relatedlot", "relatedlots", "relateditem", "relatedbid"),
    }
)

EMAIL = re.compile(r"(?:mailto:)?[\w.+'’-]{0,64}\w\s?(?:@|\(at\)|\[at\])\s?\w[\w-]*(?:\.[\w-]+)+", re.IGNORECASE)
AT_IN_WORDS = re.compile(r"[(\[]at[)\]]", re.IGNORECASE)
DIGITS = re.compile(r"\d\D{0,2}\d\D{0,2}\d")
WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
GAP = r"[ \u00a0.\u2010-\u2015-]{0,2}"
EXTENSION = r"(?:\s?(?:ext(?:ension|n)?|x)\.?\s?\d{1,6}(?!\d))?"
# not the end of a longer number or code, a fraction, or an amount of money; r, n and t are let
# through because Contracts Finder writes line breaks and tabs as those letters
BEFORE = r"(?<![0-9A-Za-mo-qsu-z_£$€#])(?<![0-9][.,])(?<![0-9A-Za-z]-)"
AFTER = r"(?![0-9A-Za-mo-qsu-z_]|[.,]\d|%)"
ABROAD = rf"(?:\(?(?:\+|00){GAP}[1-9]\d{{0,2}}\)?{GAP}(?:\(0\))?{GAP})"
TRUNK = r"(?:\(?0)"
GROUPS = rf"[1-35789]\d{{1,10}}\)?(?:{GAP}\(?\d{{3,8}}\)?){{0,3}}"
NUMBER = re.compile(BEFORE + rf"(?:{ABROAD}|{TRUNK}){GROUPS}" + r"(?:" + EXTENSION + r")" + AFTER)
INTERNATIONAL = re.compile(BEFORE + rf"\(?\+{GAP}\d[\d \u00a0().-]{{7,18}}\d" + EXTENSION + AFTER)
LABELLED = re.compile(
    r"\b((?:tele?(?:phone)?|phone|mobile|mob|fax)(?:\s?(?:no|num|number))?[\s.:]{1,3})"
    r"[+(]{0,2}\d[\d \u00a0().\u2010-\u2015/-]{4,18}\d" + EXTENSION,
    re.IGNORECASE,
)
GROUP_END = re.compile(r"(?<=[\d)])(?=[ \u00a0])")
NOTICE_NUMBER = re.compile(r"0\d{5}-20\d\d")


def scrub(release):
    """A copy of `release` (any JSON value) without contact data, and without characters that cannot be stored."""
    if isinstance(release, dict):
        return {
            _storable(str(key)): _field(str(key), value)
            for key, value in release.items()
            if key.lower() not in REMOVED_KEYS
        }
    if isinstance(release, list):
        return [scrub(each) for each in release]
    return masked(release) if isinstance(release, str) else release


def masked(words: str) -> str:
    """Free text with e-mail addresses and telephone numbers masked. Doing it twice changes nothing more."""
    words = _storable(words)
    if "@" in words or AT_IN_WORDS.search(words):
        words = EMAIL.sub(EMAIL_MASK, words)
    parts, end = [], 0
    for address in WEB_ADDRESS.finditer(words):
        parts += [_without_telephones(words[end : address.start()]), address.group()]
        end = address.end()
    return "".join([*parts, _without_telephones(words[end:])])


def _field(key: str, value):
    if isinstance(value, str) and key.lower() in IDENTIFIERS:
        return EMAIL.sub(EMAIL_MASK, _storable(value)) if "@" in value else _storable(value)
    return scrub(value)


def _without_telephones(words: str) -> str:
    if not DIGITS.search(words):
        return words
    words = LABELLED.sub(rf"\1{TELEPHONE_MASK}", words)
    words = _masked_by(INTERNATIONAL, words, range(9, 16))
    return _masked_by(NUMBER, words, range(10, 16))


def _masked_by(pattern: re.Pattern, words: str, lengths: range) -> str:
    """Masks, of each match, as many groups as are a telephone number; what follows them is looked at anew."""
    parts, at = [], 0
    while found := pattern.search(words, at):
        number = found.group()
        ends = [*(gap.start() for gap in GROUP_END.finditer(number)), len(number)]
        end = next((end for end in reversed(ends) if _is_telephone(number[:end], lengths)), None)
        parts += [words[at : found.start()], number[: ends[0]] if end is None else TELEPHONE_MASK]
        at = found.start() + (end or ends[0])
    return "".join([*parts, words[at:]])


def _is_telephone(words: str, lengths: range) -> bool:
    number = re.split(r"\s?(?:ext|x)", words, maxsplit=1)[0]
    digits = re.sub(r"\D", "", number)
    if NOTICE_NUMBER.search(number):
        return False
    is_domestic = number.lstrip("( ").startswith("0") and not digits.startswith("00")
    if is_domestic and len(digits) != 11:
        return _is_ten_digits(number, digits)
    return len(digits) in lengths


def _is_ten_digits(number: str, digits: str) -> bool:
    """Some numbers are a digit short: 0800 123456, 01204 12345."""
    return len(digits) == 10 and (digits.startswith("0800") or bool(re.match(r"\(?01\d{3}\D", number)))


def _storable(words: str) -> str:
    """Without NUL and lone surrogates, which a database refuses."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode() if words else words
