"""The seed's back end as sites may have written it: one FastAPI server, one mounted application for each strictness of its model.

/<extra>-<fields>-<refusal>/api/v1/error-logs/mediamtx
  extra:   what the model does with fields it does not know: allow, ignore, forbid
  fields:  defaults (a status, a user agent and client information may be left out) or required (all eight are declared without default)
  refusal: 422 (FastAPI's own answer) or 400 (every validation error turned into a bare 400)

/patched is a model that ignores what it does not know, changed as docs/fastapi.md says.

Runs under Pydantic 1 and 2. Prints "ready URL" once it listens.
"""

import socket
import sys
from itertools import product
from pathlib import Path
from typing import Any, Dict, List, Optional

import uvicorn
from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel

sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "fastapi"))
from known_ids import KnownIds  # noqa: E402


def make_application(extra_fields: str, fields: str, refusal: str) -> FastAPI:
    class Strictness(BaseModel):
        class Config:
            extra = extra_fields

    class ClientInfo(Strictness):
        browserName: str
        browserVersion: str
        os: str
        screenResolution: str

    class AlwaysThere(Strictness):
        timestamp: str
        streamId: str
        errorType: str
        errorMessage: str
        whepUrl: str

    class WithDefaults(AlwaysThere):
        statusCode: Optional[int] = None
        userAgent: Optional[str] = None
        clientInfo: Optional[ClientInfo] = None

    class AllRequired(AlwaysThere):
        statusCode: Optional[int]
        userAgent: str
        clientInfo: ClientInfo

    class Patched(WithDefaults):
        id: Optional[str] = None
        detail: Optional[Dict[str, Any]] = None

    models = {"defaults": WithDefaults, "required": AllRequired, "patched": Patched}
    ErrorLog = models[fields]
    known = KnownIds() if fields == "patched" else None
    application = FastAPI()
    logs: List[Dict[str, Any]] = []

    @application.post("/api/v1/error-logs/mediamtx")
    def store_log(log: ErrorLog):  # type: ignore[valid-type]
        if known is None or known.is_new(log.id):  # type: ignore[attr-defined]
            logs.append(log.dict())
        return {"status": "ok"}

    @application.get("/api/v1/error-logs/mediamtx/latest")
    def read_latest(limit: int = Query(50, ge=1, le=1000)):
        newest = logs[::-1][:limit]
        return {"count": len(newest), "logs": newest}

    if refusal == "400":

        @application.exception_handler(RequestValidationError)
        def refuse(_request: Request, _error: RequestValidationError):
            return Response(status_code=400)

    return application


def main() -> None:
    server = FastAPI()
    for extra, fields, refusal in product(("allow", "ignore", "forbid"), ("defaults", "required"), ("422", "400")):
        server.mount(f"/{extra}-{fields}-{refusal}", make_application(extra, fields, refusal))
    server.mount("/patched", make_application("ignore", "patched", "422"))
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"ready http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(server, log_level="warning")).run(sockets=[listener])


if __name__ == "__main__":
    main()
