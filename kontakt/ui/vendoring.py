"""How `static/vendor/` and the documents' fonts were made: `python kontakt/ui/vendoring.py FOLDER`, FOLDER holding the unpacked npm packages.

What is copied, and what is changed on the way, so that the next version can be taken in the same way:
- dkfds (Det Fælles Designsystem): the stylesheet in its blue theme (called virkdk; it differs from the grey one in the
  primary colour only), without its fonts in four formats, without one rule per
  icon, without other portals' logos and without source map; the icons that the stylesheet or our pages use. None of its
  JavaScript: what the pages need of it is done with HTML (details, links) and works without.
- @ibm/plex-sans: the letters of Western and Central Europe and some signs, a file for each weight and kind of letter, and
  a stylesheet that names them, so that a browser fetches the few files a page needs: 20 kB a weight instead of 57.
- the fonts of documents, which Typst reads as OTF and TTF only: IBM Plex Sans from dkfds, and DejaVu Sans (the npm package
  dejavu-fonts-ttf, Bitstream Vera's licence) for characters that the former lacks.
- echarts: the smallest ready-made file that has lines, marked lines, tooltips, aria and the SVG renderer.
"""

import re
import shutil
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "vendor"
DOCUMENT_FONTS = Path(__file__).parent.parent / "documents" / "fonts"
FONTS = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
LETTERS = ("Latin1", "Latin2", "Pi")  # as IBM parts its fonts; Pi has arrows and other signs
# The icons our templates name with {% icon %}.
ICONS = (
    "account", "arrow-back", "arrow-forward", "check", "chevron-down", "chevron-left", "chevron-right", "close",
    "document", "download", "edit", "error", "first-page", "help", "hourglass", "info", "language", "last-page",
    "location", "lock", "menu", "open-in-new", "print", "refresh", "search", "settings", "sort-table-ascending",
    "sort-table-descending", "sort-table-none", "success", "tune", "upload", "warning",
)  # fmt: skip
# Rules that name pictures the package does not hold, or other portals' logos.
_UNUSED_RULE = re.compile(r"(?<=[{}])[^{}]*\{[^{}]*(?:logo[\w-]*\.|chevron-down-gray-200)[^{}]*\}")


def take_dkfds(package: Path) -> None:
    dist, to = package / "dist", VENDOR / "dkfds"
    shutil.rmtree(to, ignore_errors=True)
    for folder in ("css", "img/svg-icons"):
        (to / folder).mkdir(parents=True)
    css = (dist / "css" / "dkfds-virkdk.min.css").read_text()
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r"\.icon-[\w-]+:not\(a\)\{background-image:url\([^)]*\)\}", "", css)
    css = _UNUSED_RULE.sub("", css)
    (to / "css" / "dkfds-virkdk.min.css").write_text(css.strip() + "\n")
    for name in sorted(set(re.findall(r"url\(\.\./img/([^)]+)\)", css))):
        shutil.copy(dist / "img" / name, to / "img" / name)
    shutil.copy(package / "LICENSE.md", to)
    symbols = []
    for icon in ICONS:
        svg = (dist / "img" / "svg-icons" / f"{icon}.svg").read_text().strip()
        view_box = re.search(r'viewBox="([^"]+)"', svg)[1]
        drawing = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1]
        symbols.append(f'<symbol id="{icon}" viewBox="{view_box}">{drawing}</symbol>')
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (to / "icons.svg").write_text(sprite)


def take_plex(package: Path) -> None:
    split, to = package / "fonts" / "split" / "woff2", VENDOR / "plex"
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    faces = re.findall(r"@font-face\s*\{[^}]*\}", (package / "css" / "ibm-plex-sans-all.css").read_text())
    taken = []
    for name in [f"IBMPlexSans-{font}-{letters}" for font in FONTS for letters in LETTERS]:
        shutil.copy(split / f"{name}.woff2", to)
        face = next(face for face in faces if f"/{name}.woff2" in face)
        face = re.sub(r"src:[^;]*;", f'src: url("{name}.woff2") format("woff2");', face)
        taken.append(face.replace("{", "{\n  font-display: swap;", 1))
    (to / "plex-sans.css").write_text("\n".join(taken) + "\n")
    shutil.copy(package / "LICENSE.txt", to)


def take_document_fonts(dkfds: Path, dejavu: Path) -> None:
    plex = dkfds / "dist/fonts/IBMPlexSans/complete/otf"
    shutil.rmtree(DOCUMENT_FONTS, ignore_errors=True)
    DOCUMENT_FONTS.mkdir()
    for font in ("Regular", "Italic", "SemiBold", "Bold"):
        shutil.copyfile(plex / f"IBMPlexSans-{font}.otf", DOCUMENT_FONTS / f"IBMPlexSans-{font}.otf")
    shutil.copyfile(plex / "license.txt", DOCUMENT_FONTS / "IBMPlexSans-LICENSE.txt")
    shutil.copyfile(dejavu / "ttf" / "DejaVuSans.ttf", DOCUMENT_FONTS / "DejaVuSans.ttf")
    shutil.copyfile(dejavu / "LICENSE", DOCUMENT_FONTS / "DejaVuSans-LICENSE.txt")


def take_echarts(package: Path) -> None:
    to = VENDOR / "echarts"
    to.mkdir(parents=True, exist_ok=True)
    script = (package / "dist" / "echarts.common.min.js").read_text()
    (to / "echarts.common.min.js").write_text(re.sub(r"\n//# sourceMappingURL=.*", "", script))
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(package / name, to)


if __name__ == "__main__":
    packages = Path(sys.argv[1])
    take_dkfds(packages / "dkfds")
    take_plex(packages / "plex-sans")
    take_document_fonts(packages / "dkfds", packages / "dejavu-fonts-ttf")
    take_echarts(packages / "echarts")
