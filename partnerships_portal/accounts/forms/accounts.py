"""The forms of signing up and signing in, in the portal's words: labels instead of placeholders, short hints."""

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.hashers import make_password

from partnerships_portal.accounts.addresses import forget_claims_to, is_held_by
from partnerships_portal.accounts.models import User

from .words import PlainWords


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

    def clean_email(self):
        """Whoever added the address to another account, and cannot read mail to it, must not keep this person out."""
        forget_claims_to(self.cleaned_data["email"])
        return super().clean_email()

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
    """Opens the accounts that hold the address, and none to which somebody only added it."""

    def clean_email(self):
        email = super().clean_email()
        self.users = [person for person in self.users if is_held_by(email, person)]
        return email


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


class DeleteAccountForm(forms.Form):
    """One deliberate tick."""

    sure = forms.BooleanField(
        label="I understand that this cannot be undone",
        error_messages={"required": "Tick the box to say that you understand that this cannot be undone"},
    )
