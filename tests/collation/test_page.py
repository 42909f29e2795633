"""The page in a real browser: by keyboard alone, with enough contrast, with 300 schools, without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tsmforms as library
from tsmforms.collation.about import About
from tsmforms.collation.collated import Collation
from tsmforms.collation.duplicates import Placed
from tsmforms.collation.page import page_text
from tsmforms.collation.submissions import Submission

pytestmark = [pytest.mark.atlength, pytest.mark.browser]
SCHOOLS = 300


def submission(number: int) -> Submission:
    form = library.form("rag_audit")
    values, _ = form.values({**form.example(number % 12)["answers"], "school_name": f"Invented School {number:03d}"})
    path = next(path for path in values if path.endswith(".rating"))
    about = About(f"Invented School {number:03d}", day=values["meeting_date"])  # type: ignore[arg-type]
    return Submission(f"back/{number}.docx", form.spec, None, values, {path: "table 2, row 3"}, (), about, str(number))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import datetime

    placed = tuple(Placed(submission(number), "counted") for number in range(SCHOOLS))
    found = Collation(SCHOOLS, (), placed, datetime.date(2026, 6, 1))
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page_text(found, path.parent), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(page: Path) -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"):
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    driver.get(page.as_uri())
    yield driver
    driver.quit()


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def test_it_is_painted_soon_and_asks_nothing_of_a_network(browser: Any) -> None:
    paints = browser.execute_script("return performance.getEntriesByType('paint').map(p => [p.name, p.startTime])")
    first = dict(paints)["first-contentful-paint"]
    assert first < 10_000
    loaded = browser.execute_script("return performance.getEntriesByType('resource').length")
    assert loaded == 0
    assert [line for line in browser.get_log("browser") if line["level"] == "SEVERE"] == []


def test_a_rating_leads_by_keyboard_to_the_evidence_of_its_school(browser: Any) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    cell = browser.find_element(By.CSS_SELECTOR, "#heat-rows tr:nth-child(7) td a")
    target = cell.get_attribute("href").rpartition("#")[2]
    browser.execute_script("arguments[0].focus()", cell)
    press(browser, Keys.ENTER)
    row = browser.find_element(By.ID, target)
    assert row.is_displayed()
    assert browser.switch_to.active_element.get_attribute("id") == target
    assert "Invented School 006" in browser.find_element(By.ID, target.partition("-")[0]).text


def test_tab_reaches_the_filter_the_choice_and_the_print_button(browser: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.execute_script("location.hash=''; window.scrollTo(0, 0); document.activeElement.blur()")
    browser.execute_script("document.querySelector('.skip').focus()")
    reached = []
    for _ in range(40):
        press(browser, Keys.TAB)
        reached.append(browser.switch_to.active_element.get_attribute("id"))
    assert [one for one in reached if one in ("filter", "which", "print")] == ["filter", "which", "print"]


def test_the_filter_shows_only_the_schools_that_are_named(browser: Any) -> None:
    from selenium.webdriver.common.by import By

    box = browser.find_element(By.ID, "filter")
    box.send_keys("school 29")
    shown = "return [...document.querySelectorAll('#heat-rows tr')].filter(r => !r.hidden).length"
    assert browser.execute_script(shown) == 10
    assert browser.find_element(By.ID, "shown").text == "10 schools shown"
    browser.execute_script("arguments[0].value=''; arguments[0].dispatchEvent(new Event('input'))", box)
    assert browser.execute_script(shown) == SCHOOLS


CONTRAST = """
var PARTS = "header *, .numbers *, nav *, #main > p, .tools *, thead *, tfoot *, ol *, figure *, summary, " +
  ".scroll tbody tr:nth-child(-n+9) *, #s1 *, #s2 *, #s3 *";
function channel(c) { c /= 255; return c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4); }
function light(rgb) { return 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]); }
function parsed(text) { return text.match(/[\\d.]+/g).map(Number); }
function ground(e) {
  for (; e; e = e.parentElement) {
    var c = parsed(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) { return c; }
  }
  return [255, 255, 255];
}
var worst = 99, where = "";
document.querySelectorAll(PARTS).forEach(function (e) {
  var own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own || e.closest("svg") || e.closest("script,style")) { return; }
  var a = light(parsed(getComputedStyle(e).color)), b = light(ground(e));
  var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < worst) { worst = ratio; where = e.tagName + "." + e.className; }
});
return [worst, where];
"""


def test_all_words_have_enough_contrast(browser: Any) -> None:
    worst, where = browser.execute_script(CONTRAST)
    assert worst >= 4.5, where


def test_tables_have_headings_and_charts_have_words(browser: Any) -> None:
    bare = "return [...document.querySelectorAll('table')].filter(t => !t.querySelector('th[scope]')).length"
    assert browser.execute_script(bare) == 0
    charts = browser.execute_script(
        "return [...document.querySelectorAll('svg')].map(s => [s.getAttribute('role'), s.querySelector('title').textContent, "
        "s.querySelector('desc').textContent])"
    )
    assert charts
    for role, title, said in charts:
        assert role == "img"
        assert title
        assert "red" in said
    labels = "return [...document.querySelectorAll('input,select')].every(e => e.labels.length === 1)"
    assert browser.execute_script(labels)
    ids = "var i=[...document.querySelectorAll('[id]')].map(e => e.id); return i.length === new Set(i).size"
    assert browser.execute_script(ids)
