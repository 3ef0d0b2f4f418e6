"""Build static/vendor: the design system, htmx and the font, at the versions package-lock.json pins.

npm fetches the packages into a temporary folder without running their scripts. The few files that pages
use are copied and mended: the style sheet names a font we may not use and pictures at the address root.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent

VENDOR = ROOT / "static" / "vendor"

NHSUK = Path("nhsuk-frontend/dist/nhsuk")
FONT = Path("@fontsource-variable/atkinson-hyperlegible-next")
OUR_FONTS = '"Atkinson Hyperlegible Next",system-ui,sans-serif'
COPIES = {
    NHSUK / "nhsuk-frontend.min.js": "nhsuk-frontend.js",
    Path("htmx.org/dist/htmx.min.js"): "htmx.js",
    FONT / "files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "atkinson-hyperlegible-next.woff2",
    FONT / "LICENSE": "atkinson-hyperlegible-next-LICENSE",
}


def main() -> None:
    """Replace static/vendor with a fresh build; an interrupted build leaves the old one in place."""
    with tempfile.TemporaryDirectory(prefix="assets-") as folder:
        work = Path(folder)
        modules = fetch(work)
        built = work / "vendor"
        built.mkdir()
        for source, name in COPIES.items():
            shutil.copyfile(modules / source, built / name)
        styles = mend_styles((modules / NHSUK / "nhsuk-frontend.min.css").read_text(encoding="utf-8"))
        (built / "nhsuk-frontend.css").write_text(styles, encoding="utf-8")
        for picture in set(re.findall(r"url\(([\w.-]+\.svg)", styles)):
            shutil.copyfile(modules / NHSUK / "assets/images" / picture, built / picture)
        (built / "stamp").touch()
        shutil.rmtree(VENDOR, ignore_errors=True)
        shutil.copytree(built, VENDOR, copy_function=shutil.copyfile)


def fetch(work: Path) -> Path:
    """Return the folder of packages that npm put together from the lock file, each with the right hash."""
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, work / name)
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not on PATH: install Node.js, or run make install, which brings its own")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    # The whole environment goes along: npm needs its proxy and certificate settings.
    subprocess.run(
        command, cwd=work, env=os.environ, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    return work / "node_modules"


def mend_styles(styles: str) -> str:
    """Return the style sheet in our own font, its pictures beside it, in a layer that ours win over."""
    styles = re.sub(r"@font-face\{[^}]*\}", "", styles)
    styles = styles.replace("Frutiger W01,arial,sans-serif", OUR_FONTS)
    styles = styles.removeprefix("\ufeff").replace('@charset "UTF-8";', "")
    styles = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", styles)
    styles = styles.replace("url(/assets/images/", "url(")
    if "Frutiger" in styles or "url(/" in styles or "https://assets" in styles:
        raise SystemExit("the design system's style sheet has changed: mend_styles() no longer fits it")
    return f"@layer nhsuk {{{styles}}}"


if __name__ == "__main__":
    main()
