"""Addresses of service levels."""

from django.urls import path

from support_requests.views import service_level_report, service_levels

urlpatterns = [
    path("service-levels/", service_levels.service_levels, name="service_levels"),
    path("service-levels/hours/", service_levels.office_hours_change, name="office_hours_change"),
    path("service-levels/closed/", service_levels.closed_day_add, name="closed_day_add"),
    path("service-levels/closed/<int:pk>/open/", service_levels.closed_day_open, name="closed_day_open"),
    path("service-levels/report/", service_level_report.service_level_report, name="service_level_report"),
    path("service-levels/report.csv", service_level_report.service_level_report_csv, name="service_level_report_csv"),
    path("service-levels/of/<slug:priority>/", service_levels.service_level_change, name="service_level_change"),
]
