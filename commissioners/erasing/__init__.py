"""What the erasure of a person's account does around commissioning bodies: a module for each noun."""

from . import bodies as bodies
from . import joining as joining
from . import talking as talking
