import { join } from "node:path";
import type { Settings } from "../../shared/settings.ts";
import type { CentralLinkOptions } from "./central-link.ts";
import { createDestinationDelivery } from "./create-destination-delivery.ts";
import { createLink } from "./create-link.ts";
import type { Link } from "./create-link.ts";
import { findPlace } from "./find-place.ts";
import type { Wait } from "./pause.ts";

/** `directory`: the data dir; what is refused goes to `logs/rejected_otlp/` in it. */
export interface OtlpLinkOptions extends Omit<CentralLinkOptions, "start" | "identity" | "setTimer"> {
  /** As findPlace says. */
  start?: CentralLinkOptions["start"];
  version: string;
  wait?: Wait;
}

/** The export to an OpenTelemetry receiver as the settings want it at the moment. */
export type OtlpLink = Link<Settings["otlp"]>;

const REQUEST_TIMEOUT = 30_000;

export function createOtlpLink(options: OtlpLinkOptions): OtlpLink {
  const { journal, cursor, start, directory, readSecret } = options;

  async function readSecretHeaders(refs: Record<string, string>): Promise<Record<string, string>> {
    const read = await Promise.all(Object.entries(refs).map(async ([name, ref]) => [name, await readSecret(ref)] as const));
    return Object.fromEntries(read.flatMap(([name, secret]) => (secret === undefined ? [] : [[name, secret]])));
  }

  return createLink({
    async plan({ enabled, url, headers, secretHeaders }) {
      if (!enabled || url === "") return undefined;
      const secrets = await readSecretHeaders(secretHeaders);
      return {
        key: JSON.stringify([url, headers, secrets]),
        async start() {
          const { createOtlp } = await import("./otlp.ts"); // a start without it does not read OpenTelemetry's code
          const destination = createOtlp({
            ...options,
            url,
            headers: { ...headers, ...secrets },
            secrets: Object.values(secrets),
            timeout: REQUEST_TIMEOUT,
          });
          return createDestinationDelivery({
            ...options,
            name: "otlp",
            from: await findPlace({ journal, cursor, ...(start && { start }), findFirst: journal.end }), // with what fails from then on
            destination,
            rejectedDirectory: join(directory, "logs", "rejected_otlp"),
          });
        },
      };
    },
    onChange: options.onChange,
  });
}
