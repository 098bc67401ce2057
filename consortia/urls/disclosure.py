"""Addresses of confidentiality in workspaces."""

from django.urls import path

from consortia.views import disclosure, releases

HERE = "consortia/<int:pk>/confidentiality/"
VERSION = f"{HERE}agreement/<int:version>/"

urlpatterns = [
    path(HERE, disclosure.consortium_confidentiality, name="consortium_confidentiality"),
    path(f"{HERE}agreement/", disclosure.agreement_put_forward, name="agreement_put_forward"),
    path(VERSION, disclosure.agreement_detail, name="agreement_detail"),
    path(f"{VERSION}document/", disclosure.agreement_document, name="agreement_document"),
    path(f"{VERSION}accept/", disclosure.agreement_accept, name="agreement_accept"),
    path(f"{VERSION}withdraw/", disclosure.agreement_withdraw, name="agreement_withdraw"),
    path(f"{HERE}release/", releases.sections_release, name="sections_release"),
    path(f"{HERE}take-back/", releases.section_take_back, name="section_take_back"),
    path("consortia/<int:pk>/figures/", disclosure.consortium_figures, name="consortium_figures"),
]
