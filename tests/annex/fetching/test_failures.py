"""Everything that goes wrong on the way: one clear sentence each, and what was installed stays as it was."""

import contextlib
import gzip
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib

import pytest
from installed_folders import read_all
from lists import lists
from ministry_site import Reply, annex_page, attachment, page, table
from pdf_files import printed

from pilotzones import annex
from pilotzones.annex import AnnexFetchError
from pilotzones.annex.fetching.errors import DownloadError
from pilotzones.annex.fetching.records import Attempt
from pilotzones.cli import main

MANUAL = "Open {} in a browser, save the attachment (附件) as FILE, and run: pilotzones annex install FILE --announcement 2016-40"
LACKING = page("清单", table(printed(lists()["2016-40"][:300])))


def outcome(error, address):
    """What happened at an address, by the error."""
    return {attempt.address: attempt.outcome for attempt in error.tried}[address]


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(status=401), "it asks for a password (HTTP 401)"),
        (Reply(status=403), "the server refuses programs (HTTP 403)"),
        (Reply(status=404), "there is nothing at this address (HTTP 404)"),
        (Reply(status=407), "the proxy asks for a password (HTTP 407): write it into the address of the proxy"),
        (Reply(status=412), "the server wants a browser (HTTP 412)"),
        (Reply(status=418), "the server gives no file (HTTP 418)"),
        (Reply(status=521), "the server wants a browser (HTTP 521)"),
        (Reply(b"{}", media="application/json"), "it is application/json, and neither a page nor a file with a table"),
        (Reply(b"\x89PNG", media="image/png"), "it is image/png, and neither a page nor a file with a table"),
        (Reply(b""), "it is empty"),
        (
            Reply(b"a", headers={"Content-Encoding": "br"}),
            "it is packed as br, which was not asked for",
        ),
        (
            Reply(b"not gzip", headers={"Content-Encoding": "gzip"}),
            "it is packed as gzip and damaged",
        ),
        (
            Reply(gzip.compress(LACKING)[:-200], headers={"Content-Encoding": "gzip"}),
            "it is packed as gzip and cut off",
        ),
        (Reply(page("公告")), "it has no attachment and no table of tariff codes"),
        (
            Reply(b"<html><script>eval(atob(''))</script></html>"),
            "it is a page of scripts only, which a browser has to run",
        ),
        (Reply(status=302, headers={"Location": "ftp://gov.cn/a"}), "it redirects to what is not an address"),
        (
            Reply(status=302, headers={"Location": "https://example.org/a.pdf"}),
            "it leads to example.org, which is not within gov.cn or web.archive.org or 127.0.0.1. If you trust it, name it: --page https://example.org/a.pdf",
        ),
        (
            Reply(LACKING),
            "it fails the checks for the annex: count: 300 lines were read, and the announcement states 1,142",
        ),
        (
            Reply(status=503, headers={"Retry-After": "Wed, 01 Jan 2270 00:00:00 -0000"}),
            "the server fails (HTTP 503) and asks to wait ",
        ),
        (
            Reply(status=429, headers={"Retry-After": "3600"}),
            "the server is asked too often (HTTP 429) and asks to wait 3,600 seconds: try again then",
        ),
    ],
)
def test_a_page_that_gives_nothing(site, fails, reply, says):
    """What happened is said with the address, and what to do by hand; it is asked for once."""
    address = site.put("/a.htm", reply)
    error = fails(address)
    assert outcome(error, address).startswith(says)
    assert str(error).splitlines()[-1] == MANUAL.format(address)
    assert f"- {address}: {says}" in str(error)
    assert site.asked.count(address) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b"<html><title>Error 500</title>Error",
            "it cannot be read as the annex: 'a.pdf' is a web page ('Error 500') and",
        ),
        (b"%PDF-1.4 cut", "it cannot be read as the annex: 'a.pdf'"),
        (b"\xc3\x28" * 99, "it cannot be read as the annex: 'a.pdf' is"),
        (LACKING, "it fails the checks for the annex: count: "),
        (None, "there is nothing at this address (HTTP 404)"),
    ],
)
def test_an_attachment_that_is_not_the_annex(site, fails, content, says):
    """It is read, and not installed; the page names a second one that is not there either."""
    address = site.put("/a.htm", page("公告", attachment("a.pdf", "附件"), attachment("b.doc", "附件2")))
    if content is not None:
        site.put("/a.pdf", content, media="application/pdf")
    error = fails(address)
    assert outcome(error, f"{site.home}/a.pdf").startswith(says)
    assert outcome(error, f"{site.home}/b.doc") == "there is nothing at this address (HTTP 404)"


def test_a_page_in_an_unknown_encoding(site, fails):
    """Its characters are not guessed."""
    address = site.put("/a.htm", b"<html>\xff\xfe\xfd\x81\x81\x81</html>")
    assert outcome(fails(address), address).startswith("it cannot be read: 'a.htm' is neither a kind of file")


def test_a_server_that_fails_once_is_asked_again(site, known, get, small_annex):
    """500 and then 200; the wait that it asks for is kept."""
    address = site.put("/a.htm", Reply(status=500), Reply(status=429, headers={"Retry-After": "1"}), Reply(small_annex))
    begun = time.monotonic()
    assert get(known(address)).installed.download.address == address
    assert time.monotonic() - begun > 1
    assert site.asked.count(address) == 3


@pytest.mark.parametrize(
    ("status", "says"), [(429, "the server is asked too often (HTTP 429)"), (503, "the server fails (HTTP 503)")]
)
@pytest.mark.parametrize("wait", ["", "soon", "0", "Fri, 01 Jan 2016 00:00:00 GMT"])
def test_a_server_that_goes_on_failing(site, fails, status, says, wait):
    """It is asked four times."""
    address = site.put("/a.htm", status=status, headers={"Retry-After": wait})
    assert outcome(fails(address), address) == says
    assert site.asked.count(address) == 4


def test_redirects_within_the_hosts_are_followed(site, known, get, small_annex):
    """Also relative ones; the last address is kept."""
    site.put("/b/c.htm", small_annex)
    site.put("/b.htm", status=301, headers={"Location": "b/c.htm"})
    address = site.put("/a.htm", status=302, headers={"Location": "/b.htm"})
    download = get(known(address)).installed.download
    assert (download.address, download.page) == (f"{site.home}/b/c.htm", address)


def test_a_redirect_loop(site, fails):
    """It is named, and left."""
    site.put("/b.htm", status=302, headers={"Location": "/a.htm"})
    address = site.put("/a.htm", status=302, headers={"Location": "/b.htm"})
    home = site.home
    loop = f"it redirects in a loop, from {home}/a.htm to {home}/b.htm to {home}/a.htm"
    assert outcome(fails(address), address) == loop


def test_a_chain_of_redirects(site, fails):
    """After ten it is left."""
    for number in range(20):
        site.put(f"/{number}", status=302, headers={"Location": f"/{number + 1}"})
    assert outcome(fails(f"{site.home}/0"), f"{site.home}/0") == "it redirects more than 10 times"


# The network


def test_offline(fails):
    """Nobody listens: each host is asked a few times, and then no more."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    address = f"http://127.0.0.1:{port}/a.htm"
    error = fails(address)
    assert outcome(error, address).startswith("there is no connection (")
    begun = time.monotonic()
    fails(address, first_wait=1, longest_wait=1)
    assert time.monotonic() - begun < 3


def test_a_name_that_has_no_address(site, fails):
    """The name is said, and it is not asked for again."""
    address = f"http://nowhere.invalid:{site.home[-4:]}/a.htm"
    begun = time.monotonic()
    says = "the address of nowhere.invalid was not found: check the name, and the network"
    assert outcome(fails(address, first_wait=60), address) == says
    assert time.monotonic() - begun < 30


def stream(head, *chunks, forever=b"", pause=0.0):
    """Answer with bytes as they are, perhaps without an end."""

    def answer(handler):
        for chunk in (head.encode() + b"\r\n\r\n", *chunks):
            handler.wfile.write(chunk)
        while forever:
            handler.wfile.write(forever)
            time.sleep(pause)

    return answer


def test_a_truncated_body(site, fails):
    """It is asked for again, and never taken for whole."""
    address = site.put("/a.htm", annex_page("2016-47")[:-50], length=999_999)
    says = "the answer was cut off, or is not HTTP (peer closed connection without sending complete message body"
    assert outcome(fails(address), address).startswith(says)
    assert site.asked.count(address) == 4


def test_a_connection_that_is_lost(site, fails):
    """The same."""

    def reset(handler):
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na")
        handler.wfile.flush()
        time.sleep(0.05)
        handler.connection.close()

    address = site.put("/a.htm", reset)
    assert outcome(fails(address), address).startswith("the connection was lost (")


def test_a_slow_server(site, fails):
    """It is silent for longer than it may be; the host is then not asked again."""
    address = site.put("/a.htm", lambda _: time.sleep(2))
    error = fails(address, silence=0.2, attempts=2)
    assert outcome(error, address) == "the server was silent for 0.2 seconds"
    assert site.asked.count(address) == 2
    assert [attempt.outcome for attempt in error.tried] == ["the server was silent for 0.2 seconds"] * len(error.tried)


def test_a_server_that_never_ends(site, fails):
    """A byte now and then is progress, but not for ever."""
    address = site.put("/a.htm", stream("HTTP/1.1 200 OK\r\nContent-Length: 999", forever=b"a", pause=0.05))
    assert outcome(fails(address, longest=0.3), address) == "it took longer than 0.3 seconds"


def test_a_body_that_is_declared_as_two_gigabytes(site, fails):
    """It is not even begun."""
    address = site.put("/a.htm", b"<html>", length=2 << 30)
    assert outcome(fails(address), address) == "it has more than 50 MiB, the most that is taken"


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_of_two_gigabytes_is_left_at_the_limit(site, fails, packed):
    """As it is sent, and as it is after unpacking; neither takes memory."""
    if packed:
        packing = zlib.compressobj(9, wbits=31)
        start = packing.compress(b" " * (64 << 20)) + packing.flush(zlib.Z_SYNC_FLUSH)
        answer = stream("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close", start, start, start)
    else:
        answer = stream("HTTP/1.1 200 OK\r\nConnection: close", forever=b" " * (1 << 20))
    address = site.put("/a.htm", answer)
    tracemalloc.start()
    error = fails(address)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert outcome(error, address) == "it has more than 50 MiB, the most that is taken"
    assert peak < 20 << 20


def test_an_address_that_cannot_be_asked_for(fails):
    """Not every address that looks like one is one."""
    address = f"http://{'a' * 70}.127.0.0.1:80/"
    assert re.match(
        "the address of a+.127.0.0.1 was not found|it cannot be asked for", outcome(fails(address), address)
    )


# HTTPS, proxies, robots.txt


def test_https_comes_first(site, known, get, monkeypatch, small_annex):
    """A page at http:// is asked for with HTTPS, and without only if that does not work; proxies are those of the environment."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, site.home)
    address = site.put("http://www.mof.gov.cn/a.htm", small_annex)
    assert get(known(address), attempts=1).installed.download.address == address
    assert site.asked == ["https://www.mof.gov.cn", "http://www.mof.gov.cn/robots.txt", address]


def test_a_refusal_by_https_is_not_asked_again_by_http(fails, tmp_path, monkeypatch, site):
    """A server with a certificate says 403."""
    key = tmp_path / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:www.mof.gov.cn", "-keyout", str(key), "-out", str(key.with_suffix(".crt"))]
    subprocess.run([*command, *names], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(key.with_suffix(".crt")))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(key.with_suffix(".crt"), key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=refuse_by_https, args=(listening, context), daemon=True).start()
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.setenv("http_proxy", site.home)
        address = site.put("http://www.mof.gov.cn/a.htm", b"")
        assert outcome(fails(address), address) == "the server refuses programs (HTTP 403)"
    assert address not in site.asked


def refuse_by_https(listening, context):
    """Be a proxy and, behind it, a server that says 403."""
    with contextlib.suppress(OSError):  # the test is over
        while True:
            connection, _ = listening.accept()
            connection.recv(9999)
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            with context.wrap_socket(connection, server_side=True) as secret:
                secret.recv(9999)
                secret.sendall(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def test_the_proxy_of_the_environment_that_is_not_there(fails, monkeypatch):
    """It is the proxy that is named."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
    error = fails("http://www.mof.gov.cn/a.htm", attempts=1)
    assert "there is no connection (" in error.tried[0].outcome


def test_a_proxy_that_refuses(fails, monkeypatch, site):
    """It is not asked again for that host."""
    monkeypatch.setenv("https_proxy", site.home)
    site.refuses_with = 403
    error = fails("https://www.mof.gov.cn/a.htm")
    assert error.tried[0].outcome == "the proxy gives no connection (403 Forbidden)"
    assert site.asked.count("https://www.mof.gov.cn") == 1


def test_without_the_libraries(known, get, site, monkeypatch, capsys):
    """The extra is named."""
    data = known(f"{site.home}/a.htm")
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(ImportError, match=r"Fetching annexes needs the extra 'annex': pip install"):
        get(data)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert main(["annex", "fetch", "2016-47"]) == 2
    assert "Fetching annexes needs the extra 'annex'" in capsys.readouterr().err


def test_the_program_says_who_it_is(site, known, get, small_annex):
    """Name and version, and that gzip is all it unpacks."""
    get(known(site.put("/a.htm", gzip.compress(small_annex), headers={"Content-Encoding": "gzip"})))
    assert {headers["User-Agent"].split(" ")[0] for headers in site.headers} == {f"pilotzones/{annex_version()}"}
    assert {headers["Accept-Encoding"] for headers in site.headers} == {"gzip"}


def annex_version():
    """The version of the package."""
    import pilotzones

    return pilotzones.__version__


@pytest.mark.parametrize("agent", ["*", "pilotzones"])
def test_robots_txt_is_respected(site, fails, agent):
    """What it forbids is not asked for; it is read once."""
    site.put("/robots.txt", f"User-agent: {agent}\nDisallow: /secret/\nCrawl-delay: 0.01".encode(), media="text/plain")
    address = site.put("/secret/a.htm", annex_page("2016-47"))
    error = fails(address)
    assert outcome(error, address) == f"{site.home}/robots.txt does not allow programs there"
    assert address not in site.asked
    assert site.asked.count(f"{site.home}/robots.txt") == 1


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(status=503), "its robots.txt cannot be read: the server fails (HTTP 503)"),
        (Reply(status=302, headers={"Location": "/robots.txt"}), None),
        (Reply(status=302, headers={"Location": "http://example.org/robots.txt"}), None),
        (Reply(status=403), None),
        (Reply(b"<html>\xff"), None),
    ],
)
def test_robots_txt_that_cannot_be_read(site, known, get, fails, small_annex, output, reply, says):
    """One that is not there allows everything, one of a server that fails nothing (RFC 9309)."""
    site.put("/robots.txt", reply)
    address = site.put("/a.htm", small_annex)
    if says:
        assert outcome(fails(address), address) == says
        return
    import shutil

    shutil.rmtree(output)
    assert get(known(address)).installed.lines == 151


# The machine


def run_apart(tmp_path, site, code, **environment):
    """Start a program of its own that fetches the second list."""
    rows = f"announcement,page,publisher,evidence,sources,note\n2016-40,{site.home}/a.htm,,single,S074,\n"
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "announcement_pages.csv").write_text(rows, "utf-8")
    program = f"""
import json, sys
from pilotzones import Dataset
from pilotzones.annex.fetching.asking import fetch_each
from pilotzones.annex.fetching.settings import Web
web = Web(announcements="{site.home}/list/", archive="{site.home}/web/", hosts=("127.0.0.1",), pause=0, attempts=1)
{code}
(done,) = fetch_each(["2016-40"], output={str(tmp_path / "annexes")!r}, data=Dataset.load({str(folder)!r}), web=web)
print(json.dumps([type(done).__name__, str(done), done.announcement]))
"""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    return subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(temporary), **environment},
        encoding="utf-8",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on the size of files is that of POSIX")
def test_a_full_disk(tmp_path, site, before, output):
    """A file cannot grow: nothing is left in the folder for downloads."""
    site.put("/a.htm", b"<html>" + b" " * (8 << 20))
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))"
    program = run_apart(tmp_path, site, limit)
    kind, message, announcement = json.loads(program.communicate(timeout=60)[0])
    assert (kind, announcement) == ("AnnexFetchError", "2016-40")
    assert re.fullmatch(
        rf"{site.home}/a\.htm could not be saved in {tmp_path}/temporary/\S+ \(File too large\)\. Free some space there, or "
        r"name another folder in the environment variable TMPDIR\.",
        message,
    )
    assert list((tmp_path / "temporary").iterdir()) == []
    assert read_all(output) == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_killed_in_the_middle(tmp_path, site, before, output):
    """What was installed is as before, and the next fetch works."""
    reached = threading.Event()

    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<html>")
        reached.set()
        time.sleep(5)

    site.put("/a.htm", answer)
    program = run_apart(tmp_path, site, "")
    assert reached.wait(30)
    program.send_signal(signal.SIGKILL)
    assert program.communicate()[0] == ""
    assert read_all(output) == before
    assert [one.announcement for one in annex.verify(output)] == ["2016-47"]


def test_a_folder_for_downloads_that_cannot_be_made(known, site, get, tmp_path, monkeypatch):
    """The folder for temporary files is not there."""
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(annex.AnnexFetchError, match=r"No folder for downloads can be made in .*nowhere \(No such file"):
        get(known(f"{site.home}/a.htm"))


def test_the_error_says_all_that_was_asked(site, fails):
    """One address a line, and then what to do by hand."""
    address = site.put("/a.htm", page("公告", attachment("a.pdf", "附件"), attachment("b.doc", "附件2")))
    error = fails(address)
    assert len(error.tried) >= 2
    lines = [
        "The annex of 2016-40 could not be fetched; nothing was installed. These addresses were asked:",
        *(f"- {attempt.address}: {attempt.outcome}" for attempt in error.tried),
        MANUAL.format(address),
    ]
    assert str(error).splitlines() == lines


def test_a_download_that_cannot_be_saved(site, known, get, small_annex, monkeypatch):
    """The disk is full: the error names the announcement, the address and what to do; no other page is asked."""

    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pilotzones.annex.fetching.web_client.save_body", refuse)
    address = site.put("/a.htm", small_annex)
    with pytest.raises(
        annex.AnnexFetchError, match=r"a.htm could not be saved in .* \(No space left on device\)"
    ) as caught:
        get(known(address))
    assert (caught.value.announcement, caught.value.tried) == ("2016-47", ())


def test_the_folder_cannot_be_written(site, known, get, output, small_annex):
    """The annex was found; the error is that of installing."""
    output.parent.mkdir(exist_ok=True)
    output.write_text("a file")
    with pytest.raises(annex.AnnexInstallError):
        get(known(site.put("/a.htm", small_annex)))
    assert output.read_text() == "a file"


def test_an_attempt_is_printed_on_one_line():
    """Address and outcome."""
    assert str(Attempt("http://a.gov.cn/", "it is empty")) == "http://a.gov.cn/: it is empty"


def test_downloads_are_removed(site, fails, tmp_path, monkeypatch):
    """Whatever happens."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    import tempfile

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", None)
    fails(site.put("/a.htm", LACKING))
    assert list((tmp_path / "temporary").iterdir()) == []
    assert pathlib.Path(tempfile.gettempdir()) == tmp_path / "temporary"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("http_proxy", "http://[::bad"),
        ("https_proxy", "ftp://proxy.example"),
        ("all_proxy", "socks9://proxy.example"),
        ("no_proxy", "[::"),
        ("SSLKEYLOGFILE", "/none/keys"),
    ],
)
def test_an_environment_that_names_no_proxy_and_no_certificate(name, value, monkeypatch, tmp_path, capsys):
    """It is ours to explain, before anything is asked for; nothing is installed."""
    monkeypatch.setenv(name, value)
    with pytest.raises(
        AnnexFetchError, match=rf"Nothing can be asked for .*Correct the environment variables .*{name}"
    ):
        annex.fetch("2016-47", output=tmp_path / "annexes")
    with pytest.raises(AnnexFetchError):
        annex.latest()
    assert main(["annex", "latest"]) == 1
    assert capsys.readouterr().err.startswith("pilotzones: Nothing can be asked for (")
    assert not (tmp_path / "annexes").exists()


def test_no_folder_at_all_for_downloads(monkeypatch, tmp_path):
    """As in a container whose disk is read-only: Python finds none that can be written."""
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("tempfile._candidate_tempdir_list", lambda: [str(tmp_path / "none")])
    with pytest.raises(AnnexFetchError, match=r"No folder for downloads can be made \(.*TMPDIR"):
        annex.latest()


def test_what_an_error_does_not_say_is_empty():
    """No single announcement, no address that was asked, no status of HTTP."""
    error, download = AnnexFetchError("it fails"), DownloadError("it fails", address="http://a.cn")
    assert (error.announcement, error.tried) == ("", ())
    assert (download.status, download.is_refusal) == (0, False)
