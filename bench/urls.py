"""The portal's addresses and an empty view: what the server and the middleware take by themselves."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

EMPTY = "/bench/empty/"


@login_not_required
def empty(request):
    return HttpResponse()


urlpatterns = [
    path(EMPTY.lstrip("/"), empty),
    path("", include("partnerships_portal.urls")),
]
