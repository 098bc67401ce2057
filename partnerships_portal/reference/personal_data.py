"""Places and services: nothing about people."""

from partnerships_portal.accounts.register import declare_not_personal

declare_not_personal("reference.Region", "name", because="it names a region")
declare_not_personal("reference.LocalAuthority", "name", "upper_tier_name", "postcodes", because="it is about a place")
declare_not_personal("reference.ServiceArea", "name", because="it names a service")
