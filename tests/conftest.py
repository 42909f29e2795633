"""What every test shares: real programs are needed in CI, and skipped with a reason elsewhere."""

from __future__ import annotations

import os
import shutil

import pytest

_NEEDS = {
    "libreoffice": (("soffice",), "LibreOffice is not installed"),
    "poppler": (("pdftoppm", "pdftotext"), "poppler's tools are not installed"),
}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (programs, why) in _NEEDS.items():
        if item.get_closest_marker(marker) and not all(shutil.which(program) for program in programs):
            if os.environ.get("CI") == "true":
                pytest.fail(f"{why}, and CI=true", pytrace=False)
            pytest.skip(why)


def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import HealthCheck, settings

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    settings.register_profile("everyday", max_examples=15, deadline=None, derandomize=True, suppress_health_check=slow)
    settings.register_profile("soak", max_examples=400, deadline=None, suppress_health_check=slow)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
