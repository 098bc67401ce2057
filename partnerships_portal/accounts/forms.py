"""The forms of signing up and signing in, in the portal's words: labels instead of placeholders, short hints."""

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.hashers import make_password

from .models import User

PASSWORD_HINT = "Use at least 12 characters. Three or four words in a row are easy to remember and hard to guess"
LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "password": "Password",
    "oldpassword": "Current password",
    "password1": "New password",
    "password2": "New password again",
}
MISSING = {
    "login": "Enter your e-mail address",
    "email": "Enter an e-mail address",
    "password": "Enter your password",
    "oldpassword": "Enter your current password",
    "password1": "Enter a password",
    "password2": "Enter the password again",
}
NOT_AN_ADDRESS = "Enter an e-mail address in the right form, like name@example.org"


class PlainWords:
    """Gives the fields of an allauth form the portal's labels, hints and error messages."""

    fields: dict[str, forms.Field]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = PASSWORD_HINT if name == "password1" else ""
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NOT_AN_ADDRESS
                for validator in field.validators:
                    validator.message = getattr(validator, "message", None) and NOT_AN_ADDRESS


class SignInForm(PlainWords, allauth_forms.LoginForm):
    pass


class SignUpForm(PlainWords, allauth_forms.SignupForm):
    """Name, e-mail address and password. The name is shown to the people one works with on the portal."""

    name = forms.CharField(max_length=150, label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "email", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "Enter your name"
        self.fields["password1"].label = "Password"

    def try_save(self, request):
        """For a known address allauth only sends a message; hashing all the same keeps the times alike."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class AddEmailForm(PlainWords, allauth_forms.AddEmailForm):
    pass


class ChangePasswordForm(PlainWords, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, allauth_forms.SetPasswordForm):
    pass


class ResetPasswordForm(PlainWords, allauth_forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PlainWords, allauth_forms.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(PlainWords, allauth_forms.ReauthenticateForm):
    pass


class NameForm(forms.ModelForm):
    """The name that others see."""

    class Meta:
        model = User
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
        help_texts = {"name": "Shown to the people you work with here"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "Enter your name"
