"""What commissioning bodies, their opportunities and what is around them hold about people: a module for each noun."""

from . import awards as awards
from . import bodies as bodies
from . import claims as claims
from . import engaging as engaging
from . import joining as joining
from . import legal as legal
from . import talking as talking
from . import timetable as timetable
