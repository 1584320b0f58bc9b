"""What incident types are called in the lists of other standards, by words in their names.

Types are data of the site: a word decides, the first that fits. Categories are those of CAP 1.2 (section
3.2.2), codes those of the registry EIDO-IncidentType-Common (NENA-STA-021.1a, section 3.2, which takes them
from APCO ANS 2.103.2-2019).
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Kind(NamedTuple):
    """A type's CAP category and its common EIDO code."""

    category: str
    code: str


#: Nothing that fits: in both lists there is a word for that.
OTHER: Final = Kind("Other", "NONEMERG")
_KINDS: Final = (
    (("火情", "火灾", "起火"), Kind("Fire", "FUNK")),
    (("燃气", "煤气"), Kind("Infra", "GASLEAK")),
    (("消防通道", "违规充电"), Kind("Fire", "HAZ")),
    (("交通事故", "车祸"), Kind("Transport", "MVAUNK")),
    (("违规停车", "违停", "停车"), Kind("Transport", "PARKING")),
    (("受困", "困人"), Kind("Rescue", "RESCUE")),
    (("突发疾病", "急病", "受伤"), Kind("Health", "SICK")),
    (("聚集", "群体"), Kind("Security", "CRWD")),
    (("坠物", "坍塌", "倒塌"), Kind("Safety", "HAZ")),
    (("树木", "倒伏"), Kind("Infra", "HAZ")),
    (("积水", "内涝", "井盖", "路面", "路灯", "停水", "停电"), Kind("Infra", "PUBWKS")),
    (("噪声", "噪音"), Kind("Env", "NOISE")),
    (("垃圾", "抛洒", "渣土"), Kind("Env", "DMPX")),
    (("河道", "污水", "排污", "漂浮"), Kind("Env", "WATER")),
    (("食品",), Kind("Health", "NONEMERG")),
    (("纠纷",), Kind("Security", "CDX")),
    (("求助", "老人"), Kind("Other", "CITASST")),
)


def kind_of(type_name: str) -> Kind:
    """What a type of this name is called elsewhere."""
    return next((kind for words, kind in _KINDS if any(word in type_name for word in words)), OTHER)
