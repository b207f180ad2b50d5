/** Writes to the audit log until it is killed; prints a line for each one that is on disk. Argument: data dir. */
import { openAudit } from "../../../electron/audit/open-audit.ts";
import { DEFAULT_SETTINGS } from "../../../shared/settings.ts";

const [dataDir = ""] = process.argv.slice(2);
const audit = await openAudit({
  dataDir,
  version: "1.2.3",
  now: Date.now,
  settings: () => DEFAULT_SETTINGS,
  client: () => ({ id: "pc", version: "1.2.3" }),
  log: () => undefined,
});

async function writeForEver(caller: number): Promise<void> {
  for (let n = 0; ; n++) {
    const secretRef = `c${caller}_${n}_${process.pid}`;
    await audit.write({ event: "secret_kept", what: { secretRef } });
    process.stdout.write(`${secretRef}\n`);
  }
}

for (let caller = 0; caller < 4; caller++) void writeForEver(caller);
