import type { SecureContext } from "node:tls";
import type { AlertSettings, Channel } from "../../shared/alerts/alert-settings.ts";
import type { ChannelProblem } from "../../shared/alerts/channel-test.ts";
import type { CheckFinding, CheckName, CheckTarget } from "../../shared/diagnostics/check.ts";
import { judgeAnswer, judgeLogin } from "../../shared/diagnostics/judge-host.ts";
import { makeMessenger } from "../alerts/make-messenger.ts";
import { judgeConnectionError } from "../delivery/messenger.ts";
import type { SendRequest } from "../delivery/types.ts";
import { addressOf, checkAddress } from "./check-address.ts";
import type { CheckDesk } from "./check-desk.ts";

export interface CheckChannelsOptions {
  alerts: AlertSettings;
  readSecret: (secretRef: string) => Promise<string | undefined>;
  sendRequest: SendRequest;
  version: string;
  hostName: string;
  /** Certificates (PEM) of authorities that are trusted, and the same for a connection. */
  authorities: () => string[];
  trust: () => SecureContext;
  now: () => number;
}

/** Those that reach something outside this PC. */
export const CHECKED_CHANNELS = ["email", "slack", "webhook", "syslog"] as const satisfies readonly Channel[];
export type CheckedChannel = (typeof CHECKED_CHANNELS)[number];

/** Milliseconds: the whole run has little more. */
const TIMEOUT = 8_000;

/** The way to whom a channel tells, and a mail server's login. Nothing is sent: the settings screen has a test message. */
export async function checkChannel(desk: CheckDesk, channel: CheckedChannel, options: CheckChannelsOptions): Promise<void> {
  const { alerts } = options;
  const target: CheckTarget = { kind: channel, name: "" };
  const name: CheckName = channel === "email" ? "login" : "answer";
  const say = (finding: CheckFinding): void => desk.begin({ target, name, place: "" })(finding);
  if (!alerts[channel].enabled) return say({ code: "off" });
  const made = await makeMessenger(channel, alerts, { ...options, timeout: TIMEOUT });
  if (!made.ok) return say(judgeMissing(made.problem));

  if (channel === "email") {
    const { host, port, security, user } = alerts.email;
    if (!(await checkAddress(desk, { ...options, target, host, port, security }))) return;
    await desk.check({ target, name, place: "" }, async () => judgeLogin(user, await made.messenger.verify?.()));
  } else if (channel === "syslog") {
    const { host, port, transport } = alerts.syslog;
    if (transport === "udp") return say({ code: "syslog_udp" });
    await checkAddress(desk, { ...options, target, host, port, security: transport === "tls" ? "tls" : "none" });
  } else {
    const secret = await options.readSecret(alerts[channel].secretRef);
    const url = (channel === "webhook" && alerts.webhook.url) || (secret ?? "");
    await checkWeb(desk, target, { ...options, url });
  }
}

export type CheckWebOptions = Pick<CheckChannelsOptions, "sendRequest" | "version" | "trust" | "now"> & { url: string };

/** Its front page is asked for: the address itself may be the secret, and takes messages. */
export async function checkWeb(
  desk: CheckDesk,
  target: CheckTarget,
  { url, sendRequest, version, ...options }: CheckWebOptions,
): Promise<void> {
  const asking = sendRequest({
    method: "GET",
    url: `${new URL(url).origin}/`,
    headers: { "User-Agent": `MTXWatch/${version}` },
    signal: desk.signal,
    timeout: TIMEOUT,
  }).then(
    ({ status }) => judgeAnswer({ status }),
    (error: unknown) => judgeAnswer({ said: judgeConnectionError(error).problem.detail }),
  );
  const isAnswered = asking.then(({ code }) => code === "answers");
  await Promise.all([
    checkAddress(desk, { ...options, ...addressOf(url), target, isAnswered }),
    desk.check({ target, name: "answer", place: "" }, () => asking),
  ]);
}

function judgeMissing(problem: ChannelProblem): CheckFinding {
  return judgeLogin("", problem);
}
