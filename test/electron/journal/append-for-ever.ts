/** Appends until it is killed; prints each line once it is answered. Arguments: folder, a number that tells one run from the next. */
import { join } from "node:path";
import { createJournal } from "../../../electron/journal/create-journal.ts";

const [directory = "", run = ""] = process.argv.slice(2);
const limits = { maxFileMegabytes: 0.05, compressAfterDays: 7, retentionDays: 90, maxTotalMegabytes: 100, minFreeMegabytes: 0 };
const journal = await createJournal({
  directory,
  quarantineDirectory: join(directory, "..", "quarantine"),
  limits: () => limits,
  now: Date.now,
});

async function appendForEver(caller: number): Promise<void> {
  for (let n = 0; ; n++) {
    const line = JSON.stringify({ run, caller, n, filler: "x".repeat((n * 7) % 300) });
    await journal.append([line]);
    process.stdout.write(`${line}\n`);
  }
}

for (let caller = 0; caller < 8; caller++) void appendForEver(caller);
