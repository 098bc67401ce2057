from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("programme/", views.programme_page, name="programme"),
    path("about/", views.page("home/about.html"), name="about"),
    path("accessibility/", views.page("home/accessibility.html"), name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("terms/", views.page("home/terms.html"), name="terms"),
]
