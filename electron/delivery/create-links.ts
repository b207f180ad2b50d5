import type { HostStatus } from "../../shared/host-status.ts";
import type { Settings } from "../../shared/settings.ts";
import type { Cursor } from "../journal/create-cursor.ts";
import { createCentralLink } from "./central-link.ts";
import type { CentralLink, CentralLinkOptions } from "./central-link.ts";
import { createOtlpLink } from "./otlp-link.ts";

export interface LinksOptions extends Omit<CentralLinkOptions, "cursor" | "start"> {
  cursors: Record<"central" | "centralStart" | "otlp", Cursor>;
}

/** Where the failures go: to central, and to an OpenTelemetry receiver. */
export interface Links {
  central: CentralLink;
  status(): Pick<HostStatus, "delivery" | "otlp">;
  /** Takes over changed settings. One that cannot be set up (a secret that cannot be read) must not keep the wall from starting. */
  configure(settings: Pick<Settings, "central" | "otlp">): Promise<void>;
  retryNow(): void;
  close(): Promise<void>;
}

export function createLinks({ cursors, ...options }: LinksOptions): Links {
  const central = createCentralLink({ ...options, cursor: cursors.central, start: cursors.centralStart });
  const otlp = createOtlpLink({ ...options, cursor: cursors.otlp, version: options.identity.version });
  const { log } = options;
  return {
    central,
    status: () => ({ delivery: central.status(), otlp: otlp.status() }),
    async configure(settings) {
      await central.configure(settings.central).catch((error: unknown) => log(`central: ${String(error)}`));
      await otlp.configure(settings.otlp).catch((error: unknown) => log(`otlp: ${String(error)}`));
    },
    retryNow() {
      central.retryNow();
      otlp.retryNow();
    },
    async close() {
      await central.close();
      await otlp.close();
    },
  };
}
