"""The seed's back end as sites may have written it: one FastAPI server, one mounted application for each strictness of its model.

/<extra>-<fields>-<refusal>/api/v1/error-logs/mediamtx
  extra:   what the model does with fields it does not know: allow, ignore, forbid
  fields:  defaults (a status, a user agent and client information may be left out) or required (all eight are declared without default)
  refusal: 422 (FastAPI's own answer) or 400 (every validation error turned into a bare 400)

Runs under Pydantic 1 and 2. Prints "ready URL" once it listens.
"""

import socket
from itertools import product
from typing import Any, Dict, List, Optional

import uvicorn
from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel


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

    ErrorLog = WithDefaults if fields == "defaults" else AllRequired
    application = FastAPI()
    logs: List[Dict[str, Any]] = []

    @application.post("/api/v1/error-logs/mediamtx")
    def store_log(log: ErrorLog):  # type: ignore[valid-type]
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
    listener = socket.create_server(("127.0.0.1", 0))
    print(f"ready http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(server, log_level="warning")).run(sockets=[listener])


if __name__ == "__main__":
    main()
