"""The colours of base.css: enough contrast in light and in dark, and no stylesheet of ours with a colour of its own."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = Path(settings.BASE_DIR) / "kontakt" / "ui" / "static" / "ui" / "css"
BASE = (STYLES / "base.css").read_text()
COLOURS = {name: (light, dark) for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", BASE)}
# What is written, and on what.
TEXTS = [
    *((text, ground) for text in ("ink", "ink-soft", "primary-dark", "primary") for ground in ("surface", "raised", "field", "shade")),
    *(("ink", f"{kind}-light") for kind in ("success", "warning", "error", "info")),
    ("ink-faint", "surface"), ("ink-faint", "shade"), ("ink-soft", "shade"), ("on-primary", "primary"), ("on-primary", "primary-dark"),
    ("surface", "ink-soft"), ("error", "surface"), ("success-dark", "success-light"), ("warning-dark", "warning-light"),
    ("error", "error-light"), ("primary-dark", "info-light"),
]  # fmt: skip
# What must be seen to be understood: outlines of controls, marks of levels, lines of charts.
SHAPES = [
    *(name for name in COLOURS if name.startswith(("mark-", "series-"))),
    "rule-strong", "primary", "checked", "ink-soft", "info", "success", "error",
]  # fmt: skip


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 reckons it, 1–21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#707070", "#ffffff"), 2) == 4.95


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_read(theme):
    weak = {
        (text, ground): round(contrast(COLOURS[text][theme], COLOURS[ground][theme]), 2)
        for text, ground in TEXTS
        if contrast(COLOURS[text][theme], COLOURS[ground][theme]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_control_mark_and_line_can_be_seen(theme):
    found = {name: round(contrast(COLOURS[name][theme], COLOURS["surface"][theme]), 2) for name in SHAPES}
    assert {name: value for name, value in found.items() if value < 3} == {}


def test_a_colour_stands_in_one_place():
    """But for paper, which is white whatever the rest is, and the map, whose drawing has its own."""
    elsewhere = [
        f"{path.name}: {line.strip()}"
        for path in sorted(STYLES.glob("*.css"))
        if path.name not in ("base.css", "map.css")
        for line in path.read_text().splitlines()
        if re.search(r"#[0-9a-f]{3,8}\b(?!\s*\{)", line) and "background: #fff;" not in line
    ]
    assert elsewhere == []
