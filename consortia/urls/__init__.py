"""Addresses of matching and partnering: a module for each noun."""

from . import consortia, matching

urlpatterns = [*matching.urlpatterns, *consortia.urlpatterns]
