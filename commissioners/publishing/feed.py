"""Public opportunities as an Atom feed, the most recently changed first."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from commissioners.finding.asked import Asked
from commissioners.models import Opportunity
from commissioners.ocds.writing.values import words
from commissioners.summaries import Summary, for_list, summaries

from .answering import matching

ENTRIES = 50


class OpportunityFeed(Feed):
    """What the list would show for the same address: new entries, and known ones that changed."""

    feed_type = Atom1Feed
    title = f"Opportunities - {settings.SERVICE_NAME}"
    subtitle = "Public services that commissioners will or may buy: what is new or has changed"
    author_name = settings.SERVICE_NAME

    def get_object(self, request):
        return request.GET

    def link(self, data):
        return f"{settings.SITE_URL}{reverse('opportunity_list')}"

    def feed_url(self, data):
        query = data.urlencode()
        return f"{settings.SITE_URL}{reverse('opportunity_feed')}{'?' if query else ''}{query}"

    def items(self, data):
        at = timezone.now()
        keys = matching(Asked(data), at=at).order_by("-updated_at", "-pk").values_list("pk", flat=True)[:ENTRIES]
        rows = for_list(Opportunity.objects.filter(pk__in=list(keys), published_at__isnull=False))
        return summaries(rows.order_by("-updated_at", "-pk"), at)

    def item_title(self, item: Summary):
        return words(item.opportunity.title)

    def item_description(self, item: Summary):
        parts = (item.opportunity.body.name, item.time_left, item.services, item.places, *item.facts)
        return ". ".join(part for part in parts if part)

    def item_link(self, item: Summary):
        return f"{settings.SITE_URL}{item.opportunity.get_absolute_url()}"

    def item_author_name(self, item: Summary):
        return item.opportunity.body.name

    def item_pubdate(self, item: Summary):
        return item.opportunity.published_at

    def item_updateddate(self, item: Summary):
        return item.opportunity.updated_at
