import type { CheckTarget } from "../../shared/diagnostics/check.ts";
import type { Settings } from "../../shared/settings.ts";
import { checkWeb } from "./check-channels.ts";
import type { CheckWebOptions } from "./check-channels.ts";
import type { CheckDesk } from "./check-desk.ts";

/** The way to a receiver of OpenTelemetry logs; none is sent. */
export async function checkOtlp(
  desk: CheckDesk,
  target: CheckTarget,
  { otlp, ...options }: Omit<CheckWebOptions, "url"> & { otlp: Settings["otlp"] },
): Promise<void> {
  const line = { target, name: "answer", place: "" } as const;
  if (!otlp.enabled) return desk.begin(line)({ code: "off" });
  if (otlp.url === "") return desk.begin(line)({ code: "setting_missing", key: "url" });
  await checkWeb(desk, target, { ...options, url: otlp.url });
}
