"""What kept views of the queue hold about people."""

from django.db.models import Q

from partnerships_portal.accounts.register import PROGRAMME, Basis, Erasure, Holding, Whose, declare
from support_requests.models import SavedView
from support_requests.retention.saved_views import VIEWS


def delete_views(whose: Whose, at) -> None:
    """Nobody else has anything to do with them."""
    SavedView.objects.filter(owner=whose.person).delete()


declare(
    Holding(
        model="support_requests.SavedView",
        fields=("owner", "name", "query"),
        given=("name", "query", "is_default", "created_at"),
        group=PROGRAMME,
        what="Views of the queue of requests for support that you keep",
        why="So that you find again what you look for often",
        basis=Basis.PUBLIC_TASK,
        seen_by="You",
        kept=VIEWS,
        erasure=Erasure.DELETED,
        mine=lambda whose: Q(owner=whose.person),
        erase=delete_views,
    )
)
