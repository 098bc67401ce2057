"""How long what people do around commissioning bodies and opportunities is kept: a module for each noun."""

from . import engaging as engaging
from . import joining as joining
from . import talking as talking
