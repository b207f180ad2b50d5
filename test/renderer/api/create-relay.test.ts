import { describe, expect, test } from "vitest";
import { createRelay } from "../../../renderer/api/create-relay.ts";
import type { ServerAnswer, ServerRequest } from "../../../shared/relay-api.ts";

const URL_OF_CAM = "http://10.0.0.1:8889/cam1/whep";

/** A page whose host answers so, and whose own fetch tells by status 299 that it was used. */
function makeRelay(answer: ServerAnswer | Error) {
  const asked: ServerRequest[] = [];
  const relay = createRelay({
    api: {
      async askServer(request) {
        asked.push(request);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
    fetch: async () => new Response("the page's own", { status: 299 }),
  });
  const offer = { method: "POST", headers: { "Content-Type": "application/sdp" }, body: "v=0" };
  return { asked, post: (init: RequestInit = {}) => relay(URL_OF_CAM, { ...offer, ...init }) };
}

describe("a request by way of the host", () => {
  test("is the page's, and has the server's answer", async () => {
    const { asked, post } = makeRelay({ kind: "answer", status: 201, headers: { location: "/cam1/whep/7" }, body: "v=0 answer" });
    const response = await post();
    expect(asked).toEqual([{ url: URL_OF_CAM, method: "POST", headers: { "content-type": "application/sdp" }, body: "v=0" }]);
    expect([response.status, response.headers.get("Location"), await response.text()]).toEqual([201, "/cam1/whep/7", "v=0 answer"]);
  });

  test("has an answer without a body, too", async () => {
    const response = await makeRelay({ kind: "answer", status: 204, headers: {}, body: "" }).post({ method: "PATCH" });
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });

  test.each(["tcp", "http"] as const)("that came as far as %s fails as the page's own does", async (at) => {
    await expect(makeRelay({ kind: "failed", at }).post()).rejects.toThrow(TypeError);
  });

  test.each([
    ["a name that the host does not know", { kind: "failed", at: "dns" } as const],
    ["a certificate that it does not trust", { kind: "failed", at: "tls" } as const],
    ["a redirection", { kind: "answer", status: 307, headers: {}, body: "" } as const],
    ["a host that does not answer", new Error("unreachable")],
  ])("is left to the page's own fetch after %s", async (_, answer) => {
    expect((await makeRelay(answer).post()).status).toBe(299);
  });

  test("is given up with its signal", async () => {
    const relay = createRelay({ api: { askServer: () => new Promise(() => undefined) }, fetch });
    const controller = new AbortController();
    const response = relay(URL_OF_CAM, { method: "POST", signal: controller.signal });
    controller.abort();
    await expect(response).rejects.toThrow("given up");
    await expect(relay(URL_OF_CAM, { method: "POST", signal: controller.signal })).rejects.toThrow("given up");
  });
});
