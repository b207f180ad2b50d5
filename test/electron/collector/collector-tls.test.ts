import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect, getCACertificates, setDefaultCACertificates } from "node:tls";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { judgeDates, readTlsFiles } from "../../../electron/collector/read-tls-files.ts";
import { createUndiciTransport } from "../../../electron/delivery/send-request-undici.ts";
import { formatToken, hashToken } from "../../../electron/collector/token-lines.ts";
import { makeAuthority } from "../../support/make-certificates.ts";
import type { MadeCertificate } from "../../support/make-certificates.ts";
import { makeTempDir } from "../../support/temp-dir.ts";
import { makeRecords } from "../delivery/make-record.ts";
import { allDelivered, openTestDesk } from "../delivery/test-desk.ts";
import { readJournalFiles } from "./read-journal-files.ts";
import { startTestCollector } from "./test-collector.ts";

const authority = makeAuthority();
const SOON = { timeout: 10_000, interval: 20 };
const PC = { clientId: "0197a000-0000-7000-8000-000000000001", token: "mtxpc_one" }; // the desk's

/** As an administrator's tool does it: one file after the other. */
function writeCertificate(folder: string, { cert, key }: MadeCertificate) {
  const files = { certFile: join(folder, "cert.pem"), keyFile: join(folder, "key.pem") };
  writeFileSync(files.certFile, cert);
  writeFileSync(files.keyFile, key, { mode: 0o600 });
  return files;
}

/** What this machine trusts beside its own authorities, until the test ends. */
function trust(certificate: string): void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate]);
  onTestFinished(() => setDefaultCACertificates(before));
}

async function readServed(url: string): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port: Number(new URL(url).port), rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const { raw } = socket.getPeerCertificate();
  socket.destroy();
  return new X509Certificate(raw).serialNumber;
}

describe("a collector with a certificate of the site's authority", () => {
  test("takes what a client has, that trusts the authority and brings its own token, and each record once", async () => {
    const dataDir = makeTempDir();
    const line = formatToken({ hash: hashToken(PC.token), clientId: PC.clientId, added: "2026-01-08T00:00:00Z", name: "" });
    writeFileSync(join(dataDir, "pc-tokens"), line, { mode: 0o600 });
    const tls = writeCertificate(makeTempDir(), authority.issue());
    const collector = await startTestCollector({ dataDir, tls, token: "s3cret" });
    expect(collector.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const records = makeRecords(600);
    const desk = await openTestDesk();
    await desk.append(records);

    const settings = { url: collector.url, token: PC.token, sendFrom: "all" } as const;
    const distrustful = createUndiciTransport();
    onTestFinished(() => distrustful.close());
    const stranger = await desk.start({ settings, sendRequest: distrustful.sendRequest });
    const { lastError } = await desk.reachStatus(stranger, ({ state }) => state === "retrying");
    expect(lastError).toMatch(/certificate/);
    await stranger.close();
    expect(readJournalFiles(dataDir)).toEqual([]);

    trust(authority.cert);
    const delivery = await desk.start({ settings });
    await desk.reachStatus(delivery, allDelivered(600));
    expect(readJournalFiles(dataDir)).toEqual(records);
  });

  test("answers its own page's origin, and nobody in clear or with TLS 1.1", async () => {
    trust(authority.cert);
    const tls = writeCertificate(makeTempDir(), authority.issue());
    const collector = await startTestCollector({ dataDir: makeTempDir(), tls });
    const statusFor = async (origin: string) => (await collector.send("/healthz", { headers: { origin } })).status;
    expect([await statusFor(collector.url), await statusFor(collector.url.replace("https", "http"))]).toEqual([200, 403]);
    await expect(fetch(collector.url.replace("https", "http"))).rejects.toThrow();
    const port = Number(new URL(collector.url).port);
    const old = connect({ host: "127.0.0.1", port, minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0", rejectUnauthorized: false }); // prettier-ignore
    const [error] = (await once(old, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/ALERT_PROTOCOL_VERSION|ECONNRESET/);
  });

  test("uses a renewed certificate without a restart, and the old one while the two files do not fit", async () => {
    const folder = makeTempDir();
    const [first, second] = [authority.issue(), authority.issue()];
    const tls = writeCertificate(folder, first);
    const collector = await startTestCollector({ dataDir: makeTempDir(), tls });
    const serialOf = ({ cert }: MadeCertificate) => new X509Certificate(cert).serialNumber;
    expect(await readServed(collector.url)).toBe(serialOf(first));

    writeFileSync(tls.certFile, second.cert);
    await vi.waitUntil(() => collector.logged.some((line) => /does not belong to the key .*stays in use/.test(line)), SOON);
    expect(await readServed(collector.url)).toBe(serialOf(first));

    writeFileSync(tls.keyFile, second.key);
    await vi.waitFor(async () => expect(await readServed(collector.url)).toBe(serialOf(second)), SOON);
  });

  test("does not start with files that are none, and lets go of its data dir", async () => {
    const dataDir = makeTempDir();
    const tls = writeCertificate(makeTempDir(), { ...authority.issue(), cert: "no certificate" });
    await expect(startTestCollector({ dataDir, tls })).rejects.toThrow("holds no certificate in PEM");
    await startTestCollector({ dataDir });
  });
});

describe("certificate and key", () => {
  const issued = authority.issue();
  const damaged = issued.cert.replace(/\n(?=.{64}\n)/, "\nAAAA");
  const encrypted = createPrivateKey(issued.key).export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase: "pw",
  }) as string;
  const read = (made: MadeCertificate, passphrase?: string) =>
    readTlsFiles({ ...writeCertificate(makeTempDir(), made), ...(passphrase !== undefined && { passphrase }) });

  test.each([
    ["no PEM", { ...issued, cert: "\u0030\u0082" }, undefined, /cert\.pem holds no certificate in PEM; .*openssl pkcs12/],
    ["damage", { ...issued, cert: damaged }, undefined, /cert\.pem is damaged/],
    ["another key", { ...issued, key: authority.issue().key }, undefined, /cert\.pem does not belong to the key .*key\.pem$/],
    ["no key", { ...issued, key: issued.cert }, undefined, /key\.pem is no private key in PEM$/],
    [
      "a key without its passphrase",
      { ...issued, key: encrypted },
      undefined,
      /is encrypted: its passphrase is missing \(MTX_SECRET_COLLECTOR_KEY\)$/,
    ],
    ["a wrong passphrase", { ...issued, key: encrypted }, "s3cret", /its passphrase \(MTX_SECRET_COLLECTOR_KEY\) is wrong$/],
  ])("%s is said in words, which quote nothing of the key", (_, made, passphrase, words) => {
    expect(() => read(made, passphrase)).toThrow(words);
    expect(() => read(made, passphrase)).not.toThrow(/BEGIN|s3cret/);
  });

  test("are taken with the right passphrase", () => {
    expect(read({ ...issued, key: encrypted }, "pw").certificate.serialNumber).toBe(new X509Certificate(issued.cert).serialNumber);
  });

  test("that are not there are said, and a key that everybody may read is refused", () => {
    const files = writeCertificate(makeTempDir(), issued);
    expect(() => readTlsFiles({ ...files, certFile: "absent.pem" })).toThrow("the certificate absent.pem cannot be read: ENOENT");
    expect(() => readTlsFiles({ ...files, keyFile: "absent.pem" })).toThrow("the key absent.pem is not there");
    if (process.platform === "win32") return;
    chmodSync(files.keyFile, 0o644);
    expect(() => readTlsFiles(files)).toThrow(/key\.pem may be read or written by everybody \(chmod 0640\)/);
  });

  test.each([
    [-1, /not good before/],
    [0, undefined],
    [15, undefined],
    [17, /expires/],
    [31, /has expired/],
  ])("are judged by their dates: day %i of 30", (day, words) => {
    const from = Date.parse("2026-01-08T00:00:00Z");
    const { cert } = authority.issue({ from, to: from + 30 * 86_400_000 });
    const said = judgeDates(new X509Certificate(cert), from + day * 86_400_000);
    if (words) expect(said).toMatch(words);
    else expect(said).toBeUndefined();
  });
});
