import { describe, expect, test } from "vitest";
import { findClosedPort } from "../../support/find-closed-port.ts";
import { openRecovery, startMedia } from "./open-recovery.ts";

const open = () => openRecovery({}).recovery;

describe("a server that is in no settings", () => {
  test("answers, and says what it has to play", async () => {
    const media = await startMedia();
    const survey = await open().survey({ whepBaseUrl: media.url, apiUrl: media.apiUrl });
    expect(survey).toMatchObject({ finding: "nothing_found", api: { url: media.apiUrl, condition: "ok" } });
    expect(survey.paths?.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      [1, 2, 3].map((i) => ({ path: `demo-${i}`, available: true })),
    );
  });

  test("is asked with the account that was typed, for one stream too", async () => {
    const account = { user: "viewer", password: "s3cret" };
    const media = await startMedia({ credentials: account, apiCredentials: account });
    const typed = { whepBaseUrl: media.url, apiUrl: media.apiUrl, path: "demo-2" };
    const refused = await open().survey({ ...typed, credentials: { kind: "basic", ...account, password: "wrong" } });
    expect(refused).toMatchObject({ finding: "credentials", api: { condition: "unauthorized" } });
    expect(refused.paths).toBeUndefined();
    const taken = await open().survey({ ...typed, credentials: { kind: "basic", ...account } });
    expect(taken).toMatchObject({ finding: "nothing_found", api: { condition: "ok" }, evidence: { optionsStatus: 204 } });
    expect(JSON.stringify([refused, taken])).not.toContain("s3cret");
  });

  test("is asked with secrets that are kept, each where it belongs", async () => {
    const media = await startMedia({
      credentials: { user: "viewer", password: "s3cret" },
      apiCredentials: { user: "admin", password: "other" },
    });
    const { recovery } = openRecovery({}, { secrets: { cam: "s3cret", api: "other" } });
    const auth = { kind: "basic", user: "viewer", secretRef: "cam" } as const;
    const ask = (ref: string) =>
      recovery.survey({
        whepBaseUrl: media.url,
        apiUrl: media.apiUrl,
        path: "demo-1",
        credentials: { kind: "kept", auth, apiAuth: { kind: "basic", user: "admin", secretRef: ref } },
      });
    expect(await ask("api")).toMatchObject({ finding: "nothing_found", api: { condition: "ok" } });
    expect(await ask("cam")).toMatchObject({ api: { condition: "unauthorized" } });
  });

  test("that does not answer is told from a path that is not there", async () => {
    const nobody = `http://127.0.0.1:${await findClosedPort()}`;
    expect(await open().survey({ whepBaseUrl: nobody, apiUrl: nobody })).toMatchObject({
      finding: "server_down",
      evidence: { failedAt: "tcp", code: "ECONNREFUSED" },
      api: { condition: "off" },
    });
    const media = await startMedia();
    const survey = await open().survey({ whepBaseUrl: media.url, apiUrl: media.apiUrl, path: "nowhere" });
    expect(survey.finding).toBe("wrong_path");
  });

  test("is asked at the usual port of its Control API where none was typed", async () => {
    const media = await startMedia();
    expect((await open().survey({ whepBaseUrl: media.url })).api.url).toBe("http://127.0.0.1:9997");
  });
});
