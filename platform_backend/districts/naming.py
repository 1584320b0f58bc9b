"""Made-up Chinese names, plainly so: every one begins with 示范 (model)."""

from __future__ import annotations

from random import Random

MODEL = "示范"

_FIRST = "春秋江湖云景锦文明建新和兴永庆华安东南西北清丰泰瑞祥福康宁广"
_SECOND = "和安兴宁泰华园林苑平康福祥瑞昌盛乐善德信义仁礼智雅秀丽晖辉曙"

#: How roads of each rank end.
_ENDINGS = {"main": ("大道", "路"), "secondary": ("路", "街"), "lane": ("巷", "弄", "里街")}


class Names:
    """Deals two-character stems, none twice, in an order of its own for each seed."""

    def __init__(self, *, rng: Random) -> None:
        self._rng = rng
        self._stems = [a + b for a in _FIRST for b in _SECOND if a != b]
        rng.shuffle(self._stems)

    def stem(self) -> str:
        """A stem not dealt before, such as 锦和."""
        return self._stems.pop()

    def road(self, rank: str) -> str:
        """A road's name for its rank, such as 示范锦和路."""
        return MODEL + self.stem() + self._rng.choice(_ENDINGS[rank])

    def community(self) -> str:
        """A community's name, such as 示范锦和社区."""
        return MODEL + self.stem() + "社区"
