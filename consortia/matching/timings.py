"""How long each phase of matching took, and how much memory."""

import resource
import time
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Timings:
    """Seconds by phase, and the most memory that the process has used."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str):
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - start

    def as_dict(self) -> dict[str, float]:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {f"{name}_s": round(value, 3) for name, value in self.seconds.items()} | {"peak_mb": round(peak, 1)}
