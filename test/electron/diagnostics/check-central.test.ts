import { expect, test } from "vitest";
import { startHttpServer } from "../../support/http-server.ts";
import { QUIET } from "../alarms/start-alarm-host.ts";
import { run } from "./open-diagnostics.ts";

test("central that can be read and takes no record is in trouble; its words come without the token", async () => {
  const server = await startHttpServer((_request, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"count": 0, "logs": []}'),
  );
  const delivery = {
    ...QUIET.delivery,
    state: "misconfigured",
    waiting: 7,
    lastError: "central answered 422: t0ken",
    statusCode: 422,
  } as const;
  const central = { enabled: true, url: server.url, secretRef: "central" };
  const found = await run({ central }, { secrets: { central: "t0ken" }, status: () => ({ ...QUIET, delivery }) });
  expect(found.find("central", "answer")).toEqual({ code: "central_refusing", waiting: 7, said: "central answered 422: …" });
  await server.close();
});
