"""Looks: complete tokens, readable contrast, nothing by a name that does not exist."""

import json
import re
from string import Template

import pytest

from app.domain.transcript import Speaker
from app.paths import RESOURCES, ROOT
from app.ui.parts.style import icon
from app.ui.transcript.rows import speaker_token

SCHEMES = {
    name: json.loads((RESOURCES / "style" / f"{name}.json").read_text()) for name in ("light", "dark", "contrast")
}
SHEET = (RESOURCES / "style" / "saegim.qss").read_text()
WCAG_AA_TEXT = 4.5
WCAG_AAA_TEXT = 7.0
WCAG_AA_CONTROL = 3.0

TEXT_ON = [
    *[("text", ground) for ground in ("window", "surface", "surface_sunken", "hover", "accent_soft", "accent_lit")],
    *[("text", ground) for ground in ("block_soft", "warn_soft", "info_soft", "done_soft")],
    *[("text_muted", ground) for ground in ("window", "surface", "surface_sunken", "hover", "accent_lit")],
    *[("text_muted", ground) for ground in ("block_soft", "warn_soft")],
    *[("accent", ground) for ground in ("surface", "accent_lit")],
    *[(kind, ground) for kind in ("block", "warn", "info", "done") for ground in ("surface", f"{kind}_soft")],
    *[(kind, "accent_lit") for kind in ("block", "warn", "done", "info")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *[(speaker_token(speaker), ground) for speaker in Speaker for ground in ("surface", "hover", "accent_lit")],
]
CONTROLS_ON = [("focus", "surface"), ("focus", "window"), ("border_strong", "surface")]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_is_readable(scheme, ink, ground):
    assert contrast(SCHEMES[scheme][ink], SCHEMES[scheme][ground]) >= WCAG_AA_TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("line", "ground"), CONTROLS_ON)
def test_controls_and_focus_stand_out(scheme, line, ground):
    assert contrast(SCHEMES[scheme][line], SCHEMES[scheme][ground]) >= WCAG_AA_CONTROL


@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_high_contrast_is_higher(ink, ground):
    """WCAG AAA, the enhanced contrast."""
    assert contrast(SCHEMES["contrast"][ink], SCHEMES["contrast"][ground]) >= WCAG_AAA_TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_speaker_has_a_colour_of_their_own(scheme):
    """That no other thing has either: a warning's or a problem's would be taken for one."""
    inks = [SCHEMES[scheme][speaker_token(speaker)] for speaker in Speaker]
    others = [SCHEMES[scheme][kind] for kind in ("block", "warn", "info", "done", "text_muted")]
    assert len(set(inks)) == len(Speaker)
    assert not set(inks) & set(others)


def test_all_schemes_and_the_sheet_know_the_same_tokens():
    assert SCHEMES["light"].keys() == SCHEMES["dark"].keys() == SCHEMES["contrast"].keys()
    used = set(Template(SHEET).get_identifiers()) - {"arrow_icon", "check_icon"}
    assert used <= SCHEMES["light"].keys()


def test_every_icon_named_in_code_is_drawn(qapp):
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "app" / "ui").rglob("*.py"))
    names = set(re.findall(r'(?:icon|pixmap)\("(\w+)"', code)) | {f"state_{s}" for s in ("open", "drafted", "signed")}
    assert names
    for name in names:
        assert not icon(name).pixmap(20).toImage().allGray() or name, name
