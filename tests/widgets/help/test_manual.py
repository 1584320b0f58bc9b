"""Manuals are taken apart into sections; both of the product's have every section that parts point at."""

from __future__ import annotations

from pathlib import Path

import pytest

from widgets.help.manual import read_manual
from widgets.help.sections import Section

MANUALS = Path(__file__).resolve().parents[3] / "docs" / "manual"

TEXT = """# A manual

<a id="one"></a>
<a id="uno"></a>

## One, `F1` and **more**

```
## no heading
<a id="none"></a>
```

### Two ###
text
"""


def test_sections_have_titles_levels_and_anchors() -> None:
    manual = read_manual(TEXT)
    told = [(each.title, each.level, each.anchors) for each in manual.sections]
    assert told == [("A manual", 1, ()), ("One, F1 and more", 2, ("one", "uno")), ("Two", 3, ())]
    assert [manual.number_of(anchor) for anchor in ("one", "uno", "none", "two")] == [1, 1, None, None]


def test_anchors_are_not_shown_but_what_is_quoted_stays() -> None:
    manual = read_manual(TEXT)
    assert '<a id="one">' not in manual.markdown
    assert '<a id="none"></a>' in manual.markdown
    assert "## no heading" in manual.markdown


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_section_that_a_part_names_is_in_the_manual_once(language: str) -> None:
    manual = read_manual((MANUALS / f"{language}.md").read_text(encoding="utf-8"))
    anchors = [anchor for section in manual.sections for anchor in section.anchors]
    assert len(set(anchors)) == len(anchors)
    assert set(Section) <= set(anchors)


def test_both_manuals_have_the_same_sections_in_the_same_order() -> None:
    outlines = []
    for language in ("en", "zh_CN"):
        manual = read_manual((MANUALS / f"{language}.md").read_text(encoding="utf-8"))
        outlines.append([(section.level, section.anchors) for section in manual.sections])
    assert outlines[0] == outlines[1]
