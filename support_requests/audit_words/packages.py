"""What is done with packages of support, in words."""

from partnerships_portal.accounts.audit.words import SUPPORT, say, things

say(SUPPORT, {"support_package_agreed": "agreed a package of support"}, by_staff=True)
say(SUPPORT, {"support_package_ended": "ended a package of support"})
things("support_requests.package", select=("request",), address=lambda package: f"/support/packages/{package.pk}/")
