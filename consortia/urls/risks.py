"""Addresses of the risk register and of the table of costs, in a workspace."""

from django.urls import path

from consortia.views import costs, risks

urlpatterns = [
    path("consortia/<int:pk>/risks/", risks.risks, name="risks"),
    path("consortia/<int:pk>/risks/add/", risks.risk_add, name="risk_add"),
    path("consortia/<int:pk>/risks/<int:risk_pk>/", risks.risk, name="risk"),
    path("consortia/<int:pk>/risks/<int:risk_pk>/change/", risks.risk_change, name="risk_change"),
    path("consortia/<int:pk>/risks/<int:risk_pk>/answer/", risks.risk_answer, name="risk_answer"),
    path("consortia/<int:pk>/risks/<int:risk_pk>/close/", risks.risk_close, name="risk_close"),
    path("consortia/<int:pk>/risks/<int:risk_pk>/reopen/", risks.risk_reopen, name="risk_reopen"),
    path("consortia/<int:pk>/costs/", costs.costs, name="costs"),
    path("consortia/<int:pk>/costs/changes/", costs.cost_changes, name="cost_changes"),
    path("consortia/<int:pk>/costs/add/", costs.cost_add, name="cost_add"),
    path("consortia/<int:pk>/costs/<int:cost_pk>/", costs.cost_change, name="cost_change"),
    path("consortia/<int:pk>/costs/<int:cost_pk>/remove/", costs.cost_remove, name="cost_remove"),
    path("consortia/<int:pk>/benefits/add/", costs.benefit_add, name="benefit_add"),
    path("consortia/<int:pk>/benefits/<int:benefit_pk>/", costs.benefit_change, name="benefit_change"),
    path("consortia/<int:pk>/benefits/<int:benefit_pk>/remove/", costs.benefit_remove, name="benefit_remove"),
]
