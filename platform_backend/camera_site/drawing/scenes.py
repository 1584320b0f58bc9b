"""All scenes of the camera site, in the order in which they are encoded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from platform_backend.camera_site.drawing.avenues import boulevard, foggy_avenue, ring_road, snowy_street
from platform_backend.camera_site.drawing.crossings import crossroads, crossroads_in_rain
from platform_backend.camera_site.drawing.gates import bus_stop_in_rain, estate_gate, school_gate
from platform_backend.camera_site.drawing.places import car_park, market, river, square
from platform_backend.camera_site.drawing.plan import Plan
from platform_backend.camera_site.drawing.stage import Stage


@dataclass(frozen=True, slots=True)
class Scene:
    """A view by name; its plan is made when it is drawn."""

    name: str
    plan: Callable[[], Plan]

    def pictures(self, width: int, height: int) -> Iterator[NDArray[np.uint8]]:
        """All pictures of one period as yuv420p; each is valid until the next is asked for."""
        return Stage(plan=self.plan(), width=width, height=height).pictures()


# The quickest to draw comes first: it is what the very first start shows.
SCENES: tuple[Scene, ...] = (
    Scene("car-park", car_park),
    Scene("river", river),
    Scene("boulevard", boulevard),
    Scene("crossroads", crossroads),
    Scene("snow", snowy_street),
    Scene("school", school_gate),
    Scene("ring-road", ring_road),
    Scene("square", square),
    Scene("market", market),
    Scene("estate", estate_gate),
    Scene("fog", foggy_avenue),
    Scene("rain", bus_stop_in_rain),
    Scene("night-rain", crossroads_in_rain),
)
