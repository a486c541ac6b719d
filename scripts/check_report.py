"""Open a report in headless Chromium: pictures for a desk and a phone, and what the page did.

    python scripts/check_report.py report.html pictures/ [--chromium chromium]

Fails where the script of the page did not fill the table or draw the charts, and where anything was
asked from the network. Needs Chromium (Debian: ``chromium``); the test suite checks the page without.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from pathlib import Path

#: Name of the picture -> width and height in pixels.
SIZES = {"desk": (1280, 2400), "phone": (390, 5200)}
#: The narrowest window that Chromium opens.
_NARROWEST = 500
#: Added to a copy of the page: what the page has fetched, in the browser's own account.
_WITNESS = """<script>
const witness = document.createElement("i");
witness.dataset.asked = performance.getEntriesByType("resource").map(entry => entry.name).join(" ");
document.body.append(witness);
</script>"""


def chromium(program: str, page: Path, *options: str) -> str:
    """What Chromium prints for a page, run without a profile and without services of its own."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={profile}", *options, page.resolve().as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def framed(page: Path, folder: Path, width: int, height: int) -> Path:
    """A page that shows the report in a frame of this size, for widths below a window's."""
    frame = folder / "frame.html"
    frame.write_text(
        f'<!doctype html><body style="margin:0"><iframe src="{page.resolve().as_uri()}" '
        f'style="width:{width}px;height:{height}px;border:0"></iframe>',
        encoding="utf-8",
    )
    return frame


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--chromium", default="chromium")
    args = parser.parse_args()
    args.pictures.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "copy.html"
        copy.write_text(args.page.read_text(encoding="utf-8") + _WITNESS, encoding="utf-8")
        dom = chromium(args.chromium, copy, "--dump-dom")
        rows = len(re.findall(r'<tr><td class="text">', dom))
        charts = len(re.findall(r'id="chart\d', dom))
        drawn = len(re.findall(r'<canvas[^>]*style="[^"]*width', dom))
        asked = re.findall(r"<i data-asked=\"([^\"]*)", dom)
        for picture, (width, height) in SIZES.items():
            page = args.page if width >= _NARROWEST else framed(args.page, folder, width, height)
            target = args.pictures / f"{args.page.stem}-{picture}.png"
            size = f"--window-size={max(width, _NARROWEST)},{height}"
            chromium(args.chromium, page, size, f"--screenshot={target.resolve()}")
            print(f"Written: {target}")
    print(f"{rows} rows in the table, {drawn} of {charts} charts drawn, asked for: {asked}")
    if not rows or drawn < charts or asked != [""]:
        raise SystemExit("The page did not do what it should.")


if __name__ == "__main__":
    main()
