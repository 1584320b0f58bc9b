"""The time of a loop: everything that moves in a scene comes back to its place after one period."""

from __future__ import annotations

PERIOD_S = 12.0
"""Length of every scene: whole groups of pictures, so that the encoded loop has no seam either."""
PICTURES = 300
