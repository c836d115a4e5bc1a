"""Ask the web with good manners: HTTPS first, ``robots.txt``, few redirects, patience, limits."""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pilotzones import __version__
from pilotzones.annex.errors import refuse_without_extra
from pilotzones.annex.fetching.addresses import (
    follow_link,
    is_allowed,
    keep_printable,
    list_ways,
    read_host,
    read_origin,
)
from pilotzones.annex.fetching.bodies import refuse_large, save_body
from pilotzones.annex.fetching.errors import AnnexFetchError, DownloadError
from pilotzones.annex.fetching.file_names import name_file
from pilotzones.annex.fetching.manners import Again, Robots, read_wait, retry
from pilotzones.paths import reason_of

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Sequence

    import httpx

    from pilotzones.annex.fetching.settings import Web

Progress = Callable[[str, int, int | None], object]
"""A function that is called with a file's name, the bytes received, and their number if it is known."""

_MISSING = (404, 410)
_REFUSALS = {
    401: "it asks for a password (HTTP 401)",
    403: "the server refuses programs (HTTP 403)",
    407: "the proxy asks for a password (HTTP 407): write it into the address of the proxy",
    412: "the server wants a browser (HTTP 412)",
    521: "the server wants a browser (HTTP 521)",
}
_TOO_MANY, _FAILED = 429, 500


class Answer(NamedTuple):
    """A downloaded file.

    ``address`` is that of the file after all redirects, ``media`` the kind of file and ``charset`` the encoding
    that the server states, each empty if it does not.
    """

    address: str
    file: pathlib.Path
    media: str
    charset: str
    size: int
    sha256: str


class WebClient:
    """Downloads files into one folder; it remembers which hosts cannot be reached, and what they allow."""

    def __init__(self, http: httpx.Client, folder: pathlib.Path, web: Web, progress: Progress | None) -> None:
        """Call ``open_client`` instead."""
        self.web = web
        self._http = http
        self._folder = folder
        self._progress = progress
        self._files = 0
        self._robots: dict[str, Robots] = {}
        self._unreachable: dict[str, str] = {}
        self._asked: dict[str, float] = {}

    def get(self, address: str, hosts: Sequence[str] = ()) -> Answer:
        """Download a file.

        Args:
            address: its address.
            hosts: hosts that may be asked besides those of the settings, since the user names them.

        Returns:
            The file, as the server sent it after unpacking.

        Raises:
            DownloadError: says what happened.
            AnnexFetchError: if the file cannot be saved.
        """
        try:
            *first, last = list_ways(address)
            for way in first:
                # Many official sites have no HTTPS, or one that does not work.
                try:
                    return self._follow(way, hosts, attempts=1)
                except DownloadError as error:  # noqa: PERF203 - there are two
                    if error.is_refusal:
                        raise
            return self._follow(last, hosts, attempts=self.web.attempts)
        except DownloadError as error:
            error.address = address  # not that of a redirect, or of robots.txt
            raise

    def _follow(self, address: str, hosts: Sequence[str], *, attempts: int) -> Answer:
        """Ask for an address, and follow redirects by hand: each must be within the hosts and allowed."""
        seen = [address]
        while True:
            robots = self._read_robots(seen[-1], hosts, attempts)
            if not robots.allow(seen[-1]):
                msg = f"{read_origin(seen[-1])}/robots.txt does not allow programs there"
                raise DownloadError(msg, address=address, is_refusal=True)
            answer = self._ask(seen[-1], attempts, robots.pause)
            if isinstance(answer, Answer):
                return answer
            if answer in seen:
                loop = " to ".join([*seen[seen.index(answer) :], answer])
                raise DownloadError(f"it redirects in a loop, from {loop}", address=address)
            self._check_host(answer, hosts, address)
            seen.append(answer)
            if len(seen) > self.web.redirects:
                raise DownloadError(f"it redirects more than {self.web.redirects} times", address=address)

    def _check_host(self, target: str, hosts: Sequence[str], address: str) -> None:
        allowed = (*self.web.hosts, *hosts)
        if not is_allowed(target, allowed):
            msg = (
                f"it leads to {read_host(target)}, which is not within {' or '.join(self.web.hosts)}. If you trust it, "
                f"name it: --page {target}"
            )
            raise DownloadError(msg, address=address)

    def _read_robots(self, address: str, hosts: Sequence[str], attempts: int) -> Robots:
        """Read once what a host allows programs to ask for; without a file it allows everything."""
        self._check_host(address, hosts, address)
        origin = read_origin(address)
        if origin not in self._robots:
            answer: Answer | str = f"{origin}/robots.txt"
            try:
                for _ in range(self.web.redirects):
                    if isinstance(answer, Answer) or not is_allowed(answer, (*self.web.hosts, *hosts)):
                        break
                    answer = self._ask(answer, attempts, self.web.pause)
                text = answer.file.read_text("utf-8", "replace") if isinstance(answer, Answer) else ""
            except DownloadError as error:
                if error.status >= _FAILED or error.status == _TOO_MANY:
                    raise DownloadError(f"its robots.txt cannot be read: {error}", address=address) from None
                if not error.status:
                    raise
                # RFC 9309: a file that is not there allows everything.
                text = ""
            self._robots[origin] = Robots(text, self.web)
        return self._robots[origin]

    def _ask(self, address: str, attempts: int, pause: float) -> Answer | str:
        """Ask for one address, again if that may help; the address of a redirect is a text."""
        origin = read_origin(address)
        if origin in self._unreachable:
            raise DownloadError(self._unreachable[origin], address=address)
        time.sleep(max(0.0, self._asked.get(origin, 0.0) + pause - time.monotonic()))
        try:
            return retry(functools.partial(self._ask_once, address), attempts, self.web)
        except Again as error:
            if error.is_connection:
                self._unreachable[origin] = str(error)
            raise DownloadError(str(error), address=address, status=error.status) from None
        finally:
            self._asked[origin] = time.monotonic()

    def _ask_once(self, address: str) -> Answer | str:
        with self._translate(address), self._http.stream("GET", address) as response:
            if response.has_redirect_location:
                target = follow_link(address, response.headers["Location"])
                if target is None:
                    raise DownloadError("it redirects to what is not an address", address=address)
                return target
            self._check_status(response, address)
            return self._save(response, address)

    def _check_status(self, response: httpx.Response, address: str) -> None:
        status = response.status_code
        if response.is_success:
            return
        if status in _REFUSALS:
            raise DownloadError(_REFUSALS[status], address=address, status=status, is_refusal=True)
        if status == _TOO_MANY or status >= _FAILED:
            wait = read_wait(response.headers.get("Retry-After", ""))
            why = "the server is asked too often" if status == _TOO_MANY else "the server fails"
            if wait > self.web.longest_wait:
                msg = f"{why} (HTTP {status}) and asks to wait {wait:,.0f} seconds: try again then"
                raise DownloadError(msg, address=address, status=status, is_refusal=True)
            raise Again(f"{why} (HTTP {status})", wait=wait, status=status)
        what = "there is nothing at this address" if status in _MISSING else "the server gives no file"
        raise DownloadError(f"{what} (HTTP {status})", address=address, status=status)

    def _save(self, response: httpx.Response, address: str) -> Answer:
        """Save the body of an answer in a folder of its own, under its own name."""
        declared = response.headers.get("Content-Length", "")
        total = int(declared) if declared.isascii() and declared.isdigit() else None
        if total is not None and total > self.web.largest:
            raise refuse_large(address, self.web)
        disposition = next((value for key, value in response.headers.raw if key.lower() == b"content-disposition"), b"")
        self._files += 1
        file = self._folder / str(self._files) / name_file(disposition, address)
        file.parent.mkdir()
        with file.open("wb") as opened:
            size, sha256 = save_body(
                response.iter_raw(),
                response.headers.get("Content-Encoding", "").strip().lower(),
                opened,
                address=address,
                web=self.web,
                move=lambda received: self._progress and self._progress(file.name, received, total),
            )
        return Answer(
            address=address,
            file=file,
            media=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            charset=response.charset_encoding or "",
            size=size,
            sha256=sha256,
        )

    def _give_up(self, address: str, problem: str) -> DownloadError:
        """Make the error for a host that cannot be reached, and do not ask it again."""
        self._unreachable[read_origin(address)] = problem
        return DownloadError(problem, address=address)

    @contextlib.contextmanager
    def _translate(self, address: str) -> Iterator[None]:
        """Say in words what goes wrong with a connection, and whether another attempt may help."""
        import httpx  # noqa: PLC0415 - an extra

        try:
            yield
        except httpx.ConnectError as error:
            if _is_of_names(error):
                msg = f"the address of {read_host(address)} was not found: check the name, and the network"
                raise self._give_up(address, msg) from None
            raise Again(f"there is no connection ({_shorten(error)})", is_connection=True) from None
        except httpx.ProxyError as error:
            msg = f"the proxy gives no connection ({_shorten(error)})"
            if str(error).startswith("4"):  # it refuses
                raise self._give_up(address, msg) from None
            raise Again(msg, is_connection=True) from None
        except httpx.TimeoutException as error:
            seconds = self.web.connecting if isinstance(error, httpx.ConnectTimeout) else self.web.silence
            raise Again(f"the server was silent for {seconds:g} seconds", is_connection=True) from None
        except httpx.RemoteProtocolError as error:
            raise Again(f"the answer was cut off, or is not HTTP ({_shorten(error)})") from None
        except httpx.NetworkError as error:
            raise Again(f"the connection was lost ({_shorten(error)})") from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise DownloadError(f"it cannot be asked for ({_shorten(error)})", address=address) from None
        except OSError as error:
            msg = (
                f"{address} could not be saved in {self._folder} ({reason_of(error)}). Free some "
                "space there, or name another folder in the environment variable TMPDIR."
            )
            raise AnnexFetchError(msg) from None


@contextlib.contextmanager
def open_client(folder: pathlib.Path, web: Web, progress: Progress | None) -> Iterator[WebClient]:
    """Open a client that downloads into a folder, through the proxies that the environment names.

    Raises:
        AnnexFetchError: if the environment names what is not a proxy or a certificate.
        ImportError: names the extra if a library is missing.
    """
    with _open_http(web) as http:
        yield WebClient(http, folder, web, progress)


def _open_http(web: Web) -> httpx.Client:
    try:
        import httpx  # noqa: PLC0415 - an extra
        import tenacity  # noqa: F401, PLC0415 - as above
    except ImportError:
        raise refuse_without_extra("Fetching annexes") from None
    headers = {"User-Agent": _name_program(), "Accept-Encoding": "gzip", "Accept-Language": "zh-CN, zh, en"}
    timeout = httpx.Timeout(web.silence, connect=min(web.silence, web.connecting))
    try:
        return httpx.Client(headers=headers, timeout=timeout, follow_redirects=False)
    except (httpx.InvalidURL, ValueError, OSError, ImportError) as error:  # the last is of a library for SOCKS
        msg = (
            f"Nothing can be asked for ({_shorten(error)}). Correct the environment variables that name proxies or "
            "certificates: http_proxy, https_proxy, all_proxy, no_proxy, SSL_CERT_FILE, SSL_CERT_DIR, SSLKEYLOGFILE."
        )
        raise AnnexFetchError(msg) from error


def _name_program() -> str:
    """Name this program to servers, with the project's page if the package states one."""
    found = importlib.metadata.distributions(name="pilotzones")  # none for a copy of the source
    pages = [page for one in found for page in one.metadata.get_all("Project-URL") or ()]
    return f"pilotzones/{__version__}" + "".join(f" (+{page.rpartition(', ')[2]})" for page in pages[:1])


def _is_of_names(error: BaseException | None) -> bool:
    """Decide whether a connection failed because the host's name has no address."""
    while error is not None:
        if isinstance(error, socket.gaierror):
            return True
        error = error.__cause__ or error.__context__
    return False


def _shorten(error: Exception) -> str:
    return keep_printable(str(error))[:120] or type(error).__name__
