import type { SecureContext } from "node:tls";
import type { CheckTarget } from "../../shared/diagnostics/check.ts";
import { judgeClock, measureOffset } from "../../shared/diagnostics/judge-clock.ts";
import { judgeCentral } from "../../shared/diagnostics/judge-host.ts";
import type { CentralDelivery } from "../../shared/diagnostics/judge-host.ts";
import type { Settings } from "../../shared/settings.ts";
import { askCentral } from "../delivery/central.ts";
import { createCentralClient } from "../delivery/central-client.ts";
import { hideSecrets } from "../delivery/messenger.ts";
import type { SendRequest } from "../delivery/types.ts";
import { addressOf, checkAddress } from "./check-address.ts";
import type { CheckDesk } from "./check-desk.ts";

export interface CheckCentralOptions {
  central: Settings["central"];
  readSecret: (secretRef: string) => Promise<string | undefined>;
  sendRequest: SendRequest;
  identity: { version: string; clientId: string };
  trust: () => SecureContext;
  now: () => number;
  /** How the delivery to it stands. */
  delivery: CentralDelivery;
  onOffset: (offset: number) => void;
}

/** Milliseconds: the whole run has little more. */
const TIMEOUT = 10_000;

/** The way to central, and whether it would take what we send: one record is read, nothing is written. */
export async function checkCentral(desk: CheckDesk, { central, readSecret, sendRequest, ...options }: CheckCentralOptions): Promise<void> {
  const { now, delivery, onOffset } = options;
  const target: CheckTarget = { kind: "central", name: "" };
  const line = { target, name: "answer", place: "" } as const;
  if (!central.enabled) return desk.begin(line)({ code: "off" });
  if (central.url === "") return desk.begin(line)({ code: "setting_missing", key: "url" });
  const token = central.secretRef === "" ? undefined : await readSecret(central.secretRef).catch(() => undefined);
  if (central.secretRef !== "" && token === undefined) desk.begin(line)({ code: "secret_missing", secretRef: central.secretRef });

  let offset: number | undefined;
  const client = createCentralClient({
    ...options,
    url: central.url,
    ...(token !== undefined && { token }),
    timeout: TIMEOUT,
    async sendRequest(request) {
      const askedAt = now();
      const answer = await sendRequest(request);
      offset = measureOffset({ date: answer.headers.date, askedAt, answeredAt: now() });
      if (offset !== undefined) onOffset(offset);
      return answer;
    },
  });
  const asking = askCentral(client, desk.signal);
  const isAnswered = asking.then(
    (test) => test.ok || test.statusCode !== undefined,
    () => false,
  );
  await Promise.all([
    checkAddress(desk, { ...options, ...addressOf(central.url), target, isAnswered }),
    desk.check(line, async () => {
      const test = await asking;
      const { lastError } = delivery;
      return judgeCentral(test.ok ? test : { ...test, message: hideSecrets(test.message, [token]) }, {
        ...delivery,
        ...(lastError !== undefined && { lastError: hideSecrets(lastError, [token]) }),
      });
    }),
    isAnswered.then((is) => (is ? desk.check({ target, name: "clock", place: "" }, () => judgeClock(offset)) : undefined)),
  ]);
}
