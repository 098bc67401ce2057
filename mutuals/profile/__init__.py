"""An organisation's page as one viewer may see it: built from the sections that are open to them and no other."""

from .own import who_sees_what
from .page import Profile, profile_of

__all__ = ["Profile", "profile_of", "who_sees_what"]
