"""Who buys and who won, as the parties of a release and as references to them."""

import re

from commissioners.choices import BuyerClass
from commissioners.ocds.parties import CLASSES, PARTY_ID

from .published import Body, Published, Supplier
from .values import said

CLASS_CODES = {buyer_class: code for code, buyer_class in CLASSES.items()}


class Parties:
    """The parties of one release. Each is listed once; `buyer` and `supplier` give references to them."""

    def __init__(self, published: Published):
        self._by_id: dict[str, dict] = {}
        self._ids: dict[tuple, str] = {}
        self.buyer = self._body(published.buyer)
        for body in published.joint_buyers:
            self._body(body)

    @property
    def listed(self) -> list[dict]:
        return list(self._by_id.values())

    def supplier(self, supplier: Supplier) -> dict:
        """The reference of an award to who won it."""
        scheme, number = split(supplier.identifier)
        details = said(
            {"scale": {True: "sme", False: "large", None: ""}[supplier.is_small], "vcse": supplier.is_voluntary}
        )
        party = {"name": supplier.name, "identifier": _identifier(scheme, number), "details": details}
        return self._add(supplier.identifier or _slug("supplier", supplier.name), party, role="supplier")

    def _body(self, body: Body) -> dict:
        scheme, number = body.identifiers[0] if body.identifiers else ("", "")
        party = {
            "name": body.name,
            "identifier": _identifier(scheme, number),
            "additionalIdentifiers": [_identifier(*each) for each in body.identifiers[1:]],
            "details": said({"classifications": _classifications(body.buyer_class), "url": body.website}),
        }
        return self._add(f"{scheme}-{number}" if scheme else _slug("buyer", body.name), party, role="buyer")

    def _add(self, wanted: str, party: dict, *, role: str) -> dict:
        """Two that share an id but are not the same (a name, a size) are told apart by a number after it."""
        party = said(party)
        same = (wanted, role, repr(sorted(party.items(), key=lambda pair: pair[0])))
        if same not in self._ids:
            party_id, times = wanted, 1
            while party_id in self._by_id:
                times += 1
                party_id = f"{wanted} ({times})"
            self._ids[same] = party_id
            self._by_id[party_id] = {"id": party_id, **party, "roles": [role]}
        return {"id": self._ids[same], "name": party["name"]}


def split(identifier: str) -> tuple[str, str]:
    """Scheme and number of an identifier as the portal keeps it: both in one, with a hyphen between."""
    parts = PARTY_ID.fullmatch(identifier)
    scheme, _, number = (parts[1], "", parts[2]) if parts else identifier.partition("-")
    return scheme, number


def _identifier(scheme: str, number: str) -> dict:
    return {"scheme": scheme, "id": number} if scheme and number else {}


def _classifications(buyer_class: str) -> list[dict]:
    if buyer_class == BuyerClass.NOT_KNOWN:
        return []
    return [{"scheme": "UK_CA_TYPE", "id": CLASS_CODES[BuyerClass(buyer_class)]}]


def _slug(kind: str, name: str) -> str:
    """An id for who has no public one; small letters, so that nobody takes it for scheme and number."""
    return f"{kind}-{re.sub(r'[^a-z0-9]+', '-', name.casefold()).strip('-')}"
