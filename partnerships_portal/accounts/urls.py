from django.urls import path, re_path

from . import views

urlpatterns = [
    path("", views.your_account, name="your_account"),
    # allauth's own addresses and names, with what the portal adds to its views
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", views.ConfirmEmail.as_view(), name="account_confirm_email"),
    path("2fa/totp/activate/", views.ActivateTOTP.as_view(), name="mfa_activate_totp"),
    path("2fa/webauthn/add/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/webauthn/reauthenticate/", views.ConfirmWithPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("data/", views.personal_data, name="personal_data"),
    path("data/download/", views.personal_data_export, name="personal_data_export"),
    path("delete/", views.account_delete, name="account_delete"),
]
