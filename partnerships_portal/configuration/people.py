"""How people sign in, and what they must have for it."""

from partnerships_portal.configuration.environment import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a borrowed session cannot change the address or the password
ACCOUNT_ADAPTER = "partnerships_portal.accounts.adapter.AccountAdapter"
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_FORMS = {
    "login": "partnerships_portal.accounts.forms.SignInForm",
    "signup": "partnerships_portal.accounts.forms.SignUpForm",
    "add_email": "partnerships_portal.accounts.forms.AddEmailForm",
    "change_password": "partnerships_portal.accounts.forms.ChangePasswordForm",
    "set_password": "partnerships_portal.accounts.forms.SetPasswordForm",
    "reset_password": "partnerships_portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "partnerships_portal.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "partnerships_portal.accounts.forms.ReauthenticateForm",
}
# The second step of signing in. Who must have one: User.needs_second_factor
MFA_ADAPTER = "partnerships_portal.accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # the code before and the one after count too: clocks differ and people type slowly (RFC 6238)
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs in without a confirmed address, and staff may move to another one
MFA_ENCRYPTION_KEYS = env.list("MFA_ENCRYPTION_KEYS", default=[])  # newest first; none: derived from SECRET_KEY
MFA_FORMS = {
    "authenticate": "partnerships_portal.accounts.forms.CodeForm",
    "authenticate_webauthn": "partnerships_portal.accounts.forms.PasskeyForm",
    "login_webauthn": "partnerships_portal.accounts.forms.SignInWithPasskeyForm",
    "reauthenticate": "partnerships_portal.accounts.forms.ConfirmWithCodeForm",
    "reauthenticate_webauthn": "partnerships_portal.accounts.forms.ConfirmWithPasskeyForm",
    "activate_totp": "partnerships_portal.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "partnerships_portal.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "partnerships_portal.accounts.forms.RenamePasskeyForm",
}

# How often one may try, in the shared cache: "ip" counts a network address, "key" an account or address, "user" a
# signed-in person. `login_failed` also counts wrong codes of the second step: fifty a day leave a guesser of six digits
# one chance in seven thousand. Other doors: accounts/limits.py.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key,50/d/key",
    "signup": "20/m/ip,100/d/ip",
    "reset_password": "20/m/ip,500/d/ip,5/m/key,20/d/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    "manage_email": "10/m/user,50/d/user",
    "change_password": "5/m/user,50/d/user",
    "reauthenticate": "10/m/user,100/d/user",
}
