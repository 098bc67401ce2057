"""Places and service areas."""

import factory
from factory.django import DjangoModelFactory

from partnerships_portal.reference.models import LocalAuthority, Region, ServiceArea


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"E12{n:06d}")
    name = factory.Sequence(lambda n: f"Region {n}")
    slug = factory.Sequence(lambda n: f"region-{n}")


class LocalAuthorityFactory(DjangoModelFactory):
    class Meta:
        model = LocalAuthority
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"E07{n:06d}")
    name = factory.Sequence(lambda n: f"District {n}")
    region = factory.SubFactory(RegionFactory)
    upper_tier_code = factory.SelfAttribute("code")
    upper_tier_name = factory.SelfAttribute("name")
    easting = 400_000
    northing = 300_000
    postcodes = 5_000
    occupied_km2 = 100
    sparsity = 0.3


class ServiceAreaFactory(DjangoModelFactory):
    """A sub-area of a group."""

    class Meta:
        model = ServiceArea
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Service {n}")
    position = factory.Sequence(lambda n: 1000 + n)
    parent = factory.LazyFunction(
        lambda: ServiceArea.objects.get_or_create(code="health", defaults={"name": "Health", "position": 0})[0]
    )
