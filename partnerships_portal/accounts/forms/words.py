"""The words of the account forms: labels instead of placeholders, short hints, errors that say what to do."""

from django import forms

PASSWORD_HINT = "Use at least 12 characters. Three or four words in a row are easy to remember and hard to guess"
LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "password": "Password",
    "oldpassword": "Current password",
    "password1": "New password",
    "password2": "New password again",
    "code": "Code",
}
MISSING = {
    "login": "Enter your e-mail address",
    "email": "Enter an e-mail address",
    "password": "Enter your password",
    "oldpassword": "Enter your current password",
    "password1": "Enter a password",
    "password2": "Enter the password again",
    "code": "Enter the code",
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
