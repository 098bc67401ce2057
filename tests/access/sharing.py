"""Policies of messages, documents, actions and the calendar: pages of a workspace."""

from consortia.actions.calendars import make_address
from tests.factories.sharing import ConsortiumMessageFactory, SharedActionFactory, SharedVersionFactory

from .outcomes import FORBIDDEN, NO_METHOD, PEOPLE, Policy, everyone
from .partnering import NO_POST, acting_in_consortium, in_consortium

NO_GET = NO_POST


def _consortium(world):
    return [world.partnering.consortium.pk]


def _own_seat(world):
    return world.partnering.consortium.members.get(organisation=world.organisation)


def _message(world):
    """Written by the owner."""
    message = ConsortiumMessageFactory(member=_own_seat(world), written_by=world.people["owner"])
    return [message.consortium_id, message.pk]


def _document(world):
    return _version(world)[:2]


def _version(world):
    """Put in for the organisation."""
    version = SharedVersionFactory(member=_own_seat(world))
    return [version.document.consortium_id, version.document_id, version.number]


def _action(world):
    """That nobody has taken on."""
    return [*_consortium(world), SharedActionFactory(consortium=world.partnering.consortium).pk]


def _own_action(world):
    """That the organisation is asked to take on."""
    consortium = world.partnering.consortium
    action = SharedActionFactory(consortium=consortium, owner=world.organisation, asked_at=consortium.created_at)
    return [consortium.pk, action.pk]


def _address(world):
    by = world.people["owner"]
    consortium = world.partnering.consortium
    return [make_address(consortium=consortium, by=by, at=consortium.created_at)]


def _shown(args):
    return Policy(get=in_consortium(), post=NO_POST, args=args)


def _done(args, **exceptions):
    return Policy(get=acting_in_consortium() | exceptions, post=acting_in_consortium() | exceptions, args=args)


def _sent(args, **exceptions):
    return Policy(get=NO_GET, post=acting_in_consortium() | exceptions, args=args)


OWN_WORDS = {"editor": FORBIDDEN, "fellow": FORBIDDEN}  # only whoever wrote a message changes it

POLICIES: dict[str, Policy] = {
    "consortium_messages": _shown(_consortium),
    "consortium_message_write": _done(_consortium),
    "consortium_message_change": _done(_message, **OWN_WORDS),
    "consortium_message_take_back": _done(_message, **OWN_WORDS),
    "shared_documents": _shown(_consortium),
    "shared_document_add": _done(_consortium),
    "shared_document": _shown(_document),
    "shared_version_add": _done(_document),
    "shared_version": _shown(_version),
    "shared_version_remove": _done(_version, fellow=FORBIDDEN),
    "shared_actions": _shown(_consortium),
    "shared_action_add": _done(_consortium),
    "shared_action": _shown(_action),
    "shared_action_change": _done(_action),
    "shared_action_answer": _sent(_own_action, fellow=FORBIDDEN),
    "shared_action_finish": _sent(_action),
    "shared_action_reopen": _sent(_action),
    "consortium_calendar": Policy(get=in_consortium(), post=in_consortium(), args=_consortium),
    "consortium_calendar_end": Policy(get=NO_GET, post=in_consortium(), args=_consortium),
    "calendar_of_consortium": Policy(get=everyone(), post=dict.fromkeys(PEOPLE, NO_METHOD), args=_address),
}
