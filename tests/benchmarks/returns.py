"""300 returned audits as one workbook and one page: time and processor time of the command, and the page's first paint.

`python -m tests.benchmarks.returns` writes its part of docs/benchmarks.md; `make bench` writes it with the rest.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import attrs

from tests.collation.returns import make_returns, originals_among

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/benchmarks.md"
HEADING = "## A folder of 300 returns"
SCHOOLS, DAMAGED, TWICE, MISSING = 300, 30, 15, 10
SECONDS, PAINT = 60, 2000
LOADS = 5


@attrs.frozen
class FolderFigure:
    """What a command took: files, seconds by the clock, seconds of processor time, bytes of the page."""

    files: int
    wall: float
    processor: float
    page: int


def collated(folder: Path) -> FolderFigure:
    """The command on a folder made by seed: its time and its processor time, all processes together."""
    made = make_returns(folder, schools=SCHOOLS, damaged=DAMAGED, twice=TWICE, missing=MISSING, seed=11)
    originals = originals_among(made.folder)
    command = [sys.executable, "-m", "tsmforms", "collate", made.folder, folder / "picture.xlsx"]
    command += ["--expected", made.expected, "--html", folder / "page.html", "--today", "01/06/2026"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    files = SCHOOLS + TWICE + len(originals)
    if f"{files} files: {files - DAMAGED} read, {DAMAGED} cannot be read" not in done.stdout:
        raise RuntimeError(f"the folder was not read as it should be: {done.stdout[:400]} {done.stderr[:400]}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return FolderFigure(files, wall, processor, (folder / "page.html").stat().st_size)


def first_paint(page: Path) -> float:
    """Milliseconds until Chromium first shows something of the page: the median of some loads."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(word)
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    )
    ask = "return performance.getEntriesByName('first-contentful-paint')[0].startTime"
    try:
        found = []
        for _ in range(LOADS):
            driver.get(page.as_uri())
            found.append(float(driver.execute_script(ask)))
        return statistics.median(found)
    finally:
        driver.quit()


def section() -> str:
    """The part of docs/benchmarks.md on a folder of returns."""
    with tempfile.TemporaryDirectory() as name:
        figure = collated(Path(name))
        load = os.getloadavg()[0]
        paint = first_paint(Path(name) / "page.html") if shutil.which("chromedriver") else None
    rows = [
        f"| collate, {figure.files} files, by the clock | {figure.wall:.1f} s |"
        f" under {SECONDS} s on two cores, {_met(figure.wall < SECONDS)} |",
        f"| the same, processor time of all its processes | {figure.processor:.1f} s |"
        f" under {SECONDS} s, {_met(figure.processor < SECONDS)} |",
    ]
    if paint is not None:
        rows.append(
            f"| first paint of its page ({figure.page / 1e6:.1f} MB) in headless Chromium | {paint:.0f} ms |"
            f" under {PAINT} ms, {_met(paint < PAINT)} |"
        )
    return "\n".join(
        [
            HEADING,
            "",
            f"Made by `python -m tests.benchmarks.returns`, and by `make bench`: {SCHOOLS} audits made by seed, a third in",
            f"each format, {DAMAGED} damaged, {TWICE} sent twice, {MISSING} schools missing, and originals without our keys among",
            "them; workbook and page are written. `tests/collation/test_at_length.py` holds what is found to the records.",
            f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores, on which",
            f"{max(load - 1, 0):.0f} other processes were at work on average: by the clock it takes as much longer.",
            "",
            "| work | took | target |",
            "|---|--:|---|",
            *rows,
            "",
        ]
    )


def _met(is_met: bool) -> str:
    return "met" if is_met else "not met"


def put_part(heading: str, part: str) -> None:
    """Write a part into docs/benchmarks.md, in the place of the one there."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(heading)
    _, found, after = rest.partition("\n## ")
    PAGE.write_text(before.rstrip() + "\n\n" + part + (found and "\n## " + after), encoding="utf-8")


def main() -> None:
    """Write the part on a folder of returns."""
    put_part(HEADING, section())


if __name__ == "__main__":
    main()
