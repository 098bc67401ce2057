"""What happens to accounts and in the portal itself, in words."""

from .audit.words import ACCOUNTS, PORTAL, say, things

say(
    ACCOUNTS,
    {
        "name_changed": "changed their name",
        "person_erased": "had the account deleted",
        "signed_in_from_new_device": "signed in with a browser that was not known",
    },
)
say(
    ACCOUNTS,
    {
        "programme_role_given": "gave the programme role {role}",
        "programme_role_taken": "ended the programme role {role}",
        "second_factors_removed": "removed the second step of signing in, which was lost",
    },
)
say(PORTAL, {"retention_applied": "deleted what was kept long enough: {removed}"})

things("accounts.user")
things("accounts.tidyingrun")
