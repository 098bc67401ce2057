"""What is done with requests for support, in words."""

from partnerships_portal.accounts.audit.words import things

things("support_requests.supportrequest", address=lambda request: f"/support/{request.pk}/")
