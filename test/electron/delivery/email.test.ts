import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEmail } from "../../../electron/delivery/email.ts";
import type { EmailOptions } from "../../../electron/delivery/email.ts";
import type { AlertSettings } from "../../../shared/alerts/alert-settings.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";
import { CERTIFICATES } from "../../outages/certificates.ts";
import { makeMessage } from "./make-message.ts";
import { bodyOf, headerOf, startMailServer } from "./start-mail-server.ts";

const forever = new AbortController().signal;
const trusted = () => [CERTIFICATES.valid, CERTIFICATES.expired];

function openEmail(port: number, change: Partial<AlertSettings["email"]> = {}, options: Partial<EmailOptions> = {}) {
  const settings = {
    ...DEFAULT_SETTINGS.alerts.email,
    host: "127.0.0.1",
    port,
    from: "MTX Watch <wall@site.kr>",
    to: ["a@site.kr"],
    ...change,
  };
  return createEmail({ settings, authorities: trusted, timeout: 5_000, ...options });
}

/** A server that answers a connection as it likes. */
async function startTcp(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe("mail", () => {
  test.each(["starttls", "tls", "none"] as const)("goes out over %s, with a login", async (security) => {
    const login = { user: "wall", password: "geheim" };
    const server = await startMailServer({ security, login });
    const email = openEmail(server.port, { security, user: "wall", to: ["a@site.kr", "B <b@site.kr>"] }, { password: "geheim" });
    expect(await email.send(makeMessage(), forever)).toEqual({ kind: "delivered" });
    const [mail] = server.mails;
    expect(mail).toMatchObject({ from: "wall@site.kr", to: ["a@site.kr", "b@site.kr"], user: "wall", isEncrypted: security !== "none" });
    expect(headerOf(mail!, "Subject")).toBe("[경보] 서버 A 응답 없음, 카메라 12대, 02:10부터");
    expect(bodyOf(mail!)).toContain("- 강남 3번, 02:10부터");
    expect(headerOf(mail!, "Message-ID")).toBe("<0197a000-0000-7000-8000-000000000001@mtx-watch.invalid>");
    expect(mail!.raw).not.toContain("geheim");
  });

  test("of one group is one thread", async () => {
    const server = await startMailServer();
    const email = openEmail(server.port);
    for (const id of ["1", "2"]) await email.send(makeMessage({ id }), forever);
    const [first, second] = server.mails.map((mail) => headerOf(mail, "References"));
    expect(first).toMatch(/^<[\w-]+@mtx-watch\.invalid>$/);
    expect(second).toBe(first);
  });

  test("has no second header, whatever the title says", async () => {
    const server = await startMailServer();
    const text = { ...makeMessage().text, title: "a\r\nBcc: evil@site.kr" };
    await openEmail(server.port).send(makeMessage({ text }), forever);
    expect(server.mails[0]!.raw.split("\r\n\r\n", 1)[0]).not.toMatch(/^Bcc:/im);
    expect(server.mails[0]!.to).toEqual(["a@site.kr"]);
  });
});

describe("what goes wrong is told by its step", () => {
  test("nobody listens", async () => {
    const server = await startMailServer();
    await server.close();
    const sent = await openEmail(server.port).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "retry", problem: { step: "connect", detail: expect.stringContaining("ECONNREFUSED") } });
  });

  test("a name that nobody knows", async () => {
    const sent = await openEmail(25, { host: "mail.invalid" }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "retry", problem: { step: "dns" } });
  });

  test.each([
    ["a certificate that nobody knows", "valid" as const, () => [] as string[]],
    ["a certificate that is over", "expired" as const, trusted],
  ])("%s", async (_name, certificate, authorities) => {
    for (const security of ["starttls", "tls"] as const) {
      const server = await startMailServer({ security, certificate });
      const sent = await openEmail(server.port, { security }, { authorities }).send(makeMessage(), forever);
      expect(sent, security).toMatchObject({ kind: "misconfigured", problem: { step: "tls" } });
      expect(server.mails).toEqual([]);
    }
  });

  test("STARTTLS that is wanted and not offered: nothing is said in the clear", async () => {
    const server = await startMailServer({ security: "none", login: { user: "wall", password: "geheim" } });
    const sent = await openEmail(server.port, { user: "wall" }, { password: "geheim" }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "misconfigured", problem: { step: "tls" } });
  });

  test("TLS where there is none", async () => {
    const server = await startMailServer({ security: "none" });
    const sent = await openEmail(server.port, { security: "tls" }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "misconfigured", problem: { step: "tls" } });
  });

  test("a wrong password, which is not repeated", async () => {
    const server = await startMailServer({ login: { user: "wall", password: "geheim" } });
    const sent = await openEmail(server.port, { user: "wall" }, { password: "falsch" }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "misconfigured", problem: { step: "login", statusCode: 535 } });
    expect(JSON.stringify(sent)).toContain("refused");
    expect(JSON.stringify(sent)).not.toContain("falsch");
  });

  test.each([
    [550, "misconfigured"],
    [451, "retry"],
  ] as const)("a recipient that is refused with %i", async (code, kind) => {
    const server = await startMailServer({ refuse: ({ recipient }) => (recipient ? code : undefined) });
    const sent = await openEmail(server.port).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind, problem: { step: "recipients", statusCode: code } });
  });

  test.each([
    [554, "refused"],
    [452, "retry"],
  ] as const)("a message that is refused with %i", async (code, kind) => {
    const server = await startMailServer({ refuse: ({ mail }) => (mail ? code : undefined) });
    const sent = await openEmail(server.port).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind, problem: { step: "message", statusCode: code } });
  });

  test("a server that says nothing", async () => {
    const port = await startTcp(createServer(() => undefined));
    const sent = await openEmail(port, { security: "none" }, { timeout: 200 }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "retry", problem: { step: "timeout" } });
  });

  test("a server that is busy", async () => {
    const port = await startTcp(createServer((socket) => socket.end("421 too busy\r\n")));
    const sent = await openEmail(port, { security: "none" }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "retry" });
  });

  test("a connection that is cut after the message: it is not known to have arrived", async () => {
    const server = await startMailServer({ security: "none", onMail: (_mail, socket) => void socket.resetAndDestroy() });
    const sent = await openEmail(server.port, { security: "none" }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "retry", problem: { step: "closed" } });
  });
});

describe("several recipients", () => {
  test("who is put off is asked again alone, the others get it once", async () => {
    let isPutOff = true;
    const server = await startMailServer({ refuse: ({ recipient }) => (recipient === "b@site.kr" && isPutOff ? 450 : undefined) });
    const email = openEmail(server.port, { to: ["a@site.kr", "b@site.kr"] });
    expect(await email.send(makeMessage(), forever)).toMatchObject({ kind: "retry", problem: { step: "recipients", statusCode: 450 } });
    isPutOff = false;
    expect(await email.send(makeMessage(), forever)).toEqual({ kind: "delivered" });
    expect(server.mails.map(({ to }) => to)).toEqual([["a@site.kr"], ["b@site.kr"]]);
    await email.send(makeMessage({ id: "next" }), forever);
    expect(server.mails[2]!.to).toEqual(["a@site.kr", "b@site.kr"]);
  });

  test("one that does not exist keeps nobody from getting it, and is told", async () => {
    const server = await startMailServer({ refuse: ({ recipient }) => (recipient === "b@site.kr" ? 550 : undefined) });
    const sent = await openEmail(server.port, { to: ["a@site.kr", "b@site.kr"] }).send(makeMessage(), forever);
    expect(sent).toMatchObject({ kind: "delivered", remark: { step: "recipients", detail: expect.stringContaining("b@site.kr") } });
    expect(server.mails).toHaveLength(1);
  });
});

test("a send that is broken off ends with its reason", async () => {
  const controller = new AbortController();
  const server = await startMailServer({ onMail: () => new Promise(() => controller.abort(new Error("quit"))) });
  await expect(openEmail(server.port).send(makeMessage(), controller.signal)).rejects.toThrow("quit");
});
