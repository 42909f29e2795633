"""What every test shares: real programs are needed in CI, and skipped with a reason elsewhere."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.support import codes

FORM_SPECS = Path(__file__).resolve().parents[1] / "form_specs"
_NEEDS = {
    "libreoffice": (("soffice",), "LibreOffice is not installed"),
    "poppler": (("pdftoppm", "pdftotext"), "poppler's tools are not installed"),
    "browser": (("chromium", "chromedriver"), "Chromium and its driver are not installed"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (programs, why) in _NEEDS.items():
        if item.get_closest_marker(marker) and not all(shutil.which(program) for program in programs):
            if os.environ.get("CI") == "true":
                pytest.fail(f"{why}, and CI=true", pytrace=False)
            pytest.skip(why)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one form go to one process (`--dist loadgroup`), which makes its writers once."""
    forms = {path.name for path in FORM_SPECS.iterdir()}
    for item in items:
        callspec = getattr(item, "callspec", None)
        if item.get_closest_marker("xdist_group"):
            continue
        if callspec and (
            form := next((v for v in callspec.params.values() if isinstance(v, str) and v in forms), None)
        ):
            item.add_marker(pytest.mark.xdist_group(form))


def pytest_collection_finish() -> None:
    """What is collected stays to the end: an eighth of the suite's time went into looking through it for rubbish."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where the whole suite was run and passed: every code of the catalogue was produced by a test."""
    if hasattr(session.config, "workerinput") or session.exitstatus != 0 or not _is_whole(session.config):
        return
    from tsmforms.diagnostics import CATALOGUE

    never = sorted(set(CATALOGUE) - codes.codes_seen(Path(os.environ[codes.FOLDER])))
    if never:
        reporter = session.config.pluginmanager.getplugin("terminalreporter")
        reporter.write_line(f"\nNo test produces these codes of the catalogue: {', '.join(never)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ[codes.FOLDER], ignore_errors=True)


def _is_whole(config: pytest.Config) -> bool:
    option = config.option
    return (
        list(config.args) == config.getini("testpaths")
        and not option.keyword
        and option.markexpr in ("", "not atlength")
    )


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[codes.FOLDER] = tempfile.mkdtemp(prefix="tsmforms-codes-")
    codes.note_codes()
    from hypothesis import HealthCheck, settings

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    settings.register_profile("everyday", max_examples=8, deadline=None, derandomize=True, suppress_health_check=slow)
    settings.register_profile("soak", max_examples=400, deadline=None, suppress_health_check=slow)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
