"""The site while it is being written: pages are made when they are asked for, and load again when a file changes."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Condition, Thread
from urllib.parse import parse_qs, unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from fangzhi.build import local_files
from fangzhi.build.answers import OWN, Answer, Answers
from fangzhi.build.engines import Engine
from fangzhi.build.live import Examine, Leaf, Live, nothing_else
from fangzhi.build.notices import broken_page
from fangzhi.exports.editor import LOCAL
from fangzhi.records.problems import Problem
from fangzhi.records.settings import FILE

_WATCHED = ("articles", "docs", "overrides")
_FOLDERS = {(name,) for name in _WATCHED}
_CHANGES = {"created", "modified", "moved", "deleted", "closed"}
_QUIET = 0.03  # seconds without a change after which an editor's program has written what it writes
_HERE = ("127.0.0.1", "localhost", "::1")  # by another name a page of another site might ask
_WAIT = 25  # seconds after which a page that waits is told that nothing has changed, and asks again

Tell = Callable[[Iterable[Problem]], object]


@dataclass
class Preview:
    """An archive that is watched, and the answers of the moment.

    ``tell`` gets what is wrong after each change; ``examine`` and ``leaf`` are asked what else is (see `live.Live`).
    """

    root: Path
    engine: Engine
    tell: Tell
    examine: Examine = nothing_else
    leaf: Leaf = nothing_else
    number: int = 0
    failure: str = ""
    _new: Condition = field(default_factory=Condition)

    def __post_init__(self) -> None:
        self.live = Live(self.root, self.examine, self.leaf)
        shown = self.live.read()
        self.tell(shown.problems)
        self.answers = Answers.begin(shown, self.engine, "0")

    def change(self, paths: Iterable[str]) -> None:
        """Read what changed, and wake the pages that wait. Whatever fails is shown on the pages, and ends nothing."""
        number = str(self.number + 1)
        try:
            shown = self.live.changed(paths)
            self.tell(shown.problems)
            self.answers, self.failure = self.answers.next(shown, number), ""
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a template may raise anything, MkDocs would leave
            self.failure = _told(error, self.root)
        with self._new:
            self.number += 1
            self._new.notify_all()

    def wait(self, since: str) -> str:
        """The number of the next version, or the same one after a while."""
        with self._new:
            self._new.wait_for(lambda: str(self.number) != since, _WAIT)
            return str(self.number)

    def answer(self, path: str, query: str) -> Answer:
        """The answer to a GET."""
        if path == f"{OWN}next":
            version = self.wait(parse_qs(query).get("since", [""])[0])
            return Answer(HTTPStatus.OK, version.encode(), "text/plain; charset=utf-8")
        if self.failure and not path.startswith(OWN):
            return self._broken(self.failure)
        try:
            return self.answers.answer(path)
        except Exception as error:  # noqa: BLE001 - as above
            return self._broken(_told(error, self.root))

    def _broken(self, detail: str) -> Answer:
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, broken_page(detail, str(self.number)).encode())


def _told(error: BaseException, root: Path) -> str:
    """What failed, and the line of the archive's own file that it comes from, if any."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(root)]
    places = [f"{Path(frame.filename).relative_to(root)}:{frame.lineno}" for frame in frames[-1:]]
    return "\n".join([*places, *traceback.format_exception_only(error)])


class _Watch(FileSystemEventHandler):
    """Gathers changes until none has come for a moment, and hands them on."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.paths: Queue[str] = Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of the paths of a change."""
        for path in (event.src_path, event.dest_path) if event.event_type in _CHANGES else ():
            parts = Path(str(path)).relative_to(self.preview.root).parts if path else ()
            if (parts == (FILE,) or parts[:1] in _FOLDERS) and not any(part.startswith(".") for part in parts):
                self.paths.put("/".join(parts))

    def run(self) -> None:
        """Hand on changes for ever."""
        while True:
            paths = {self.paths.get()}
            try:
                while True:
                    paths.add(self.paths.get(timeout=_QUIET))
            except Empty:
                self.preview.change(paths)


class _Handler(BaseHTTPRequestHandler):
    preview: Preview
    open: bool

    def do_GET(self) -> None:
        """Answer. A page of another site could lead its own name here and read drafts, so names of this machine alone are
        answered, unless it is open to other machines anyway."""
        if not self.open and not self._is_here():
            self.send_error(HTTPStatus.FORBIDDEN, explain=f"By this name nothing is shown: http://{_HERE[0]}")
            return
        parts = urlsplit(self.path)
        answer = self.preview.answer(unquote(parts.path).lstrip("/"), parts.query)
        with suppress(ConnectionError):  # a browser that has gone on to another page
            self._send(answer)

    def do_POST(self) -> None:
        """Take what the browser editor saves, from the preview's own pages alone."""
        sent = self.headers.get("Content-Type", "").startswith("application/json")
        own = self.headers.get("Origin") == f"http://{self.headers.get('Host', '')}"
        if self.path != LOCAL or not (self._is_here() and sent and own):
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, made = local_files.answer(self.preview.root, body)
        with suppress(ConnectionError):
            self._send(Answer(status, json.dumps(made).encode(), "application/json; charset=utf-8"))

    def _is_here(self) -> bool:
        with suppress(ValueError):  # brackets that hold no address
            return urlsplit(f"//{self.headers.get('Host', '')}").hostname in _HERE
        return False

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Say nothing: what is wrong is told after each change."""


class PreviewServer:
    """A preview at a host and a port (0: any free one), and the watch over its files."""

    def __init__(self, preview: Preview, host: str, port: int) -> None:
        handler = type("Handler", (_Handler,), {"preview": preview, "open": host not in _HERE})
        self.http = ThreadingHTTPServer((host, port), handler)
        self.http.daemon_threads = True
        watch = _Watch(preview)
        self.observer = Observer()
        for path in (preview.root / name for name in _WATCHED):
            if path.is_dir():
                self.observer.schedule(watch, str(path), recursive=True)
        self.observer.schedule(watch, str(preview.root))
        self.observer.start()
        Thread(target=watch.run, daemon=True).start()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host, port = self.http.server_address[:2]
        return f"http://{host!s}:{port}/"

    def serve(self) -> None:
        """Serve until `close` is called or the user interrupts."""
        try:
            self.http.serve_forever(poll_interval=0.05)
        except KeyboardInterrupt:
            pass
        finally:
            self.observer.stop()
            self.http.server_close()

    def close(self) -> None:
        """End `serve`, from another thread."""
        self.http.shutdown()
