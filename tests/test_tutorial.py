"""The tutorial is run: its commands and its Python, in order, in an empty folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.support.run import Ended, tsmforms

PAGE = (Path(__file__).parents[1] / "docs/tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def command(line: str, folder: Path) -> Ended:
    """A line as a shell would run it, and the status it says it ends with."""
    words, _, said = line.partition("#")
    ended = tsmforms(*shlex.split(words)[1:], cwd=folder)
    assert ended.status == int(said.replace("status", "") or 0), (line, ended.err)
    return ended


def test_every_step_does_what_the_page_says(tmp_path: Path) -> None:
    done = [0, 0, 0]
    last = Ended(0, "", "")
    for language, text in BLOCKS:
        if language == "python":
            subprocess.run([sys.executable, "-c", text], cwd=tmp_path, check=True)
            done[0] += 1
        elif language == "text":
            for line in text.splitlines():
                assert line in last.out, last.out
            done[1] += 1
        else:
            for line in text.splitlines():
                last = command(line, tmp_path)
                done[2] += 1
    assert done == [12, 5, 19]
    assert len(list((tmp_path / "letters").glob("*.pdf"))) >= 3
    assert (tmp_path / "print_run.pdf").stat().st_size > 10_000
