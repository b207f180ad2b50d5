import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openPcTokens } from "../../../electron/collector/pc-tokens.ts";
import { readTlsFiles } from "../../../electron/collector/read-tls-files.ts";
import { formatToken, hashToken } from "../../../electron/collector/token-lines.ts";
import { createLineReader } from "../../../electron/history/read-lines.ts";
import { readClientId } from "../../../electron/settings/client-id.ts";
import { readObject } from "../../../electron/settings/read-object.ts";
import { createSecrets } from "../../../electron/settings/secrets.ts";
import { parseObject } from "../../../shared/parse-object.ts";
import { makeAuthority } from "../../support/make-certificates.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { ALL, makeJournalFolder, readTexts } from "../journal/open-journal.ts";

const MARK = "\uFEFF";
const ID = "0197c0de-0000-7000-8000-000000000003";

/** As Notepad saves it. */
function save(name: string, text: string): string {
  const file = join(makeTempDir(), name);
  writeFileSync(file, MARK + text, { mode: 0o640 });
  return file;
}

describe("a byte order mark in front of", () => {
  test("settings, policy and a collector's settings is no part of them", () => {
    expect(readObject(save("settings.json", '{"language":"ko"}'))).toEqual({ kind: "object", value: { language: "ko" } });
    expect(parseObject(`${MARK}{"a":1}`)).toEqual({ a: 1 });
  });

  test("the client id does not make this PC another one", () => {
    const file = save("client-id", JSON.stringify({ id: ID, machine: "m" }));
    expect(readClientId(join(file, ".."))).toBe(ID);
  });

  test("secrets hides none", async () => {
    const file = save("secrets.json", '{"central":"t"}');
    expect(await createSecrets({ env: {}, file, log: (line) => expect.unreachable(line) }).read("central")).toBe("t");
  });

  test("PCs' tokens locks no PC out", () => {
    const file = save("pc-tokens", formatToken({ hash: hashToken("t"), clientId: ID, added: "2026-01-08T00:00:00Z", name: "" }));
    const tokens = openPcTokens(file, (line) => expect.unreachable(line));
    expect(tokens.find("t")?.clientId).toBe(ID);
    tokens.close();
  });

  test("certificate and key does no harm", () => {
    const { cert, key } = makeAuthority().issue();
    expect(readTlsFiles({ certFile: save("cert.pem", cert), keyFile: save("key.pem", key) }).certificate).toBeDefined();
  });
});

describe("a journal's file that begins with a mark", () => {
  const LINES = ['{"timestamp":"2026-01-08T00:00:00.000Z","n":1}', '{"timestamp":"2026-01-08T00:00:01.000Z","n":2}'];
  const text = `${MARK}${LINES.join("\n")}\n`;

  test.each([
    ["plain", "2026-01-08.jsonl", text],
    ["compressed", "2026-01-08.jsonl.gz", gzipSync(text)],
  ])("loses no line (%s)", async (_name, name, data) => {
    const folder = makeJournalFolder();
    mkdirSync(folder.directory, { recursive: true });
    writeFileSync(join(folder.directory, name), data);
    const journal = await folder.open();
    expect(await readTexts(journal)).toEqual(LINES);
    expect((await journal.readNewest(2)).map((line) => line.text)).toEqual(LINES.toReversed());
    expect(await journal.positionAt(Date.parse("2026-01-08T00:00:00Z"))).toEqual({ segment: "2026-01-08.jsonl", offset: 0 });
    const source = { file: name, path: join(folder.directory, "2026-01-08.jsonl"), isPlain: name.endsWith("l"), size: data.length };
    const first = [{ file: name, offset: 0 }];
    expect(await createLineReader().read(first, [source], new AbortController().signal)).toEqual([LINES[0]]);
  });

  test("is read from its beginning by who had got into it: the mark has moved every line", async () => {
    const folder = makeJournalFolder();
    const before = await folder.open();
    await before.append(LINES);
    const [first] = await before.read(before.oldest(), { lines: 1, bytes: 1 });
    await before.close();
    writeFileSync(join(folder.directory, first!.at.segment), text);
    const journal = await folder.open();
    expect((await journal.read(first!.next, ALL)).map((line) => line.text)).toEqual(LINES);
  });
});
