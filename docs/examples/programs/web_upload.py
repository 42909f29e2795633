"""A page to which schools upload a returned form: it answers with the record and what is to be put right.

Run it: `python web_upload.py [PROFILE.yaml]`, then `curl --data-binary @returned.docx http://localhost:8000/`.
Every request has a thread of its own. A file from outside is read in a process of its own (`isolated=True`), which a
file that hangs or breaks a library cannot take this program with.
"""

from __future__ import annotations

import contextlib
import json
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import tsmforms
from tsmforms.records import SamMinutes

LARGEST = 20_000_000


def answer(upload: bytes, form: tsmforms.Form[SamMinutes]) -> dict[str, Any]:
    """What the page says of an upload; the record itself only where nothing stands against it.

    Raises:
        tsmforms.ReadError: The file is refused.
    """
    returned = tsmforms.read(upload, form=form, isolated=True)
    found = form.check(returned)
    said = [{"code": d.code, "field": d.field, "message": d.message, "help": d.help} for d in found]
    if any(d.severity == "error" for d in found):
        return {"taken": False, "to_put_right": said}
    review: SamMinutes = returned.record
    return {
        "taken": True,
        "review_date": review.review_date.isoformat() if review.review_date else None,
        "record": form.to_json(returned),
        "to_put_right": said,
    }


class Upload(BaseHTTPRequestHandler):
    """Takes one file a request."""

    form: tsmforms.Form[SamMinutes]

    def do_POST(self) -> None:
        """A file comes in, JSON goes out."""
        length = int(self.headers.get("Content-Length", 0))
        if length > LARGEST:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"taken": False})
            return
        try:
            self._send(HTTPStatus.OK, answer(self.rfile.read(length), self.form))
        except tsmforms.ReadError as refusal:
            said = {"code": refusal.code, "message": str(refusal), "help": refusal.hint}
            self._send(HTTPStatus.UNPROCESSABLE_ENTITY, {"taken": False, "to_put_right": [said]})

    def _send(self, status: HTTPStatus, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a log would hold what children's files are called."""


def server(profile: Path | None = None, port: int = 8000) -> ThreadingHTTPServer:
    """The server, with the form as this council uses it; compiled once, used by every thread."""

    known = tsmforms.form("sam_minutes", profile=profile)
    with contextlib.suppress(tsmforms.ReadError):  # the reading process is started before the first upload
        tsmforms.read(known.blank("docx"), form=known, isolated=True)

    class Ours(Upload):
        form = known

    return ThreadingHTTPServer(("localhost", port), Ours)


if __name__ == "__main__":
    server(Path(sys.argv[1]) if len(sys.argv) > 1 else None).serve_forever()
