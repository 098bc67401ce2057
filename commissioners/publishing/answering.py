"""The public opportunities that answer a question to the list, for files and feeds: the same filters as the page."""

from django.contrib.auth.models import AnonymousUser

from commissioners.finding.asked import Asked
from commissioners.finding.rows import in_order, lots_for, with_lots, with_simple, with_words
from commissioners.models import Opportunity


def answering(data, *, at):
    """Those that answer the address `data` (a QueryDict), in the order asked for; public ones only, whoever asks."""
    asked = Asked(data)
    return in_order(matching(asked, at=at), asked, at)


def matching(asked: Asked, *, at):
    """The same without an order."""
    rows = with_words(Opportunity.objects.visible_to(AnonymousUser()).listed(), asked, at)
    return with_lots(with_simple(rows, asked), lots_for(asked))
