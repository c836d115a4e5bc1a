"""The site in a real browser: built once, served on this machine, every page visited once.

With ``PILOTZONES_SITE`` naming a folder, the site that was built there is tested, and nothing is skipped.
"""

import functools
import http.server
import os
import pathlib
import shutil
import subprocess
import sys
import threading

import pytest

ROOT = pathlib.Path(__file__).parents[2]
BUILT = os.environ.get("PILOTZONES_SITE")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

TELEPHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}

# What is wrong on a page as it is shown: wider than the window, pale text, pictures that are not there.
LOOK = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  canvas.canvas.width = canvas.canvas.height = 1;
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const known = new Map();
  const read = (color) => known.get(color) ?? known.set(color, rgba(color)).get(color);
  const over = (top, below) => top.slice(0, 3).map((part, index) => part * top[3] + below[index] * (1 - top[3]));
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const color = read(getComputedStyle(at).backgroundColor);
      if (color[3]) layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const light = (color) => color
    .map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const pale = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
    if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName) || element.closest("svg, .headerlink")) continue;
    const ground = behind(element);
    const ratio = contrast(over(read(getComputedStyle(element).color), ground), ground);
    if (ratio < 4.5) pale.add(`${element.tagName} ${element.className}: ${ratio.toFixed(2)}`);
  }
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement)
      if (at.tagName !== "BODY" && at.tagName !== "HTML" && getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  };
  const wide = [...document.querySelectorAll("article *")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element))
    .map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 40)}`);
  if (document.documentElement.scrollWidth > innerWidth) wide.push(`page: ${document.documentElement.scrollWidth}`);
  return {
    pale: [...pale],
    wide,
    missing: [...document.images].filter((image) => image.complete && !image.naturalWidth).map((image) => image.src),
    unnamed: [...document.images].filter((image) => !image.hasAttribute("alt")).map((image) => image.src),
    links: [...document.querySelectorAll("a[href]")].map((link) => link.href),
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    title: document.title,
    language: document.documentElement.lang,
  };
}"""


def need(what, *, there):
    """Skip the tests where something is not installed, unless the site is to be tested."""
    if not there:
        assert BUILT is None, f"{what} is missing"
        pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Give the folder of the built site."""
    if BUILT:
        return pathlib.Path(BUILT)
    pytest.importorskip("furo")
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "-b", "html", ROOT / "docs", folder],
        env=os.environ | {"PILOTZONES_DATA": ""},
        check=True,
    )
    return folder


@pytest.fixture(scope="session")
def chromium():
    """Start the browser."""
    program = shutil.which("chromium")
    need("chromium", there=program)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        need("playwright", there=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that writes nothing."""

    def log_message(self, *_):
        """Leave it out."""


@pytest.fixture(scope="session")
def address(chromium, site):  # noqa: ARG001 - without a browser nothing is built
    """Serve the site, and give its address."""
    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def names(address, site):  # noqa: ARG001 - as above
    """Name every page."""
    found = sorted(str(file.relative_to(site)) for file in site.rglob("*.html") if "_static" not in file.parts)
    assert len(found) > 40
    return found


@pytest.fixture(scope="session")
def visits(chromium, address, names):
    """Visit every page on a telephone in the dark, and then in the light; give what is to be seen by page."""
    seen = {}
    telephone = chromium.new_context(viewport=TELEPHONE, color_scheme="dark")
    page = telephone.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))
    page.on("response", lambda response: errors.append(response.url) if response.status >= 400 else None)
    for name in names:
        errors.clear()
        page.goto(f"{address}/{name}", wait_until="load")
        page.emulate_media(color_scheme="dark")
        look = page.evaluate(LOOK)
        page.emulate_media(color_scheme="light")
        pale = page.evaluate(LOOK)["pale"]
        page.set_viewport_size(DESK)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.set_viewport_size(TELEPHONE)
        seen[name] = look | {"errors": list(errors), "pale in the light": pale, "wide on a desk": wide}
    telephone.close()
    return seen


@pytest.fixture
def page(chromium, address):
    """Open a window of a desk, at the site."""
    desk = chromium.new_context(viewport=DESK, base_url=address)
    desk.set_default_timeout(10_000)
    yield desk.new_page()
    desk.close()


@pytest.fixture(scope="session")
def look():
    """Look at a page: what is wrong on it, and what it has."""
    return lambda page: page.evaluate(LOOK)
