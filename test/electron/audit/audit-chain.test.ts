import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import type { Audit } from "../../../electron/audit/open-audit.ts";
import { auditHeadFileOf } from "../../../electron/audit/open-audit.ts";
import { canMakeDisks, fillDisk, makeDisk } from "../../support/small-disk.ts";
import { noonOf } from "../journal/open-journal.ts";
import { makeAuditFolder } from "./open-test-audit.ts";

const DAY = 86_400_000;
const keep = (audit: Audit, secretRef: string) => audit.write({ event: "secret_kept", what: { secretRef } });
const eventsOf = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as { event: string; what: Record<string, unknown> });
const clockAt = (time: number) => () => time;

test("the chain goes on over days and starts, and each start says how the run before ended", async () => {
  const folder = makeAuditFolder();
  for (const date of ["2026-01-08", "2026-01-09"]) {
    const audit = await folder.open({ now: clockAt(noonOf(date)) });
    await keep(audit, "camera");
    await audit.close();
  }
  const audit = await folder.open({ now: clockAt(noonOf("2026-01-10")) });
  await keep(audit, "smtp");
  const verdict = await audit.api.checkAudit({});
  expect(verdict).toMatchObject({ lines: 8, breaks: [] });
  expect(readdirSync(folder.directory).filter((name) => name.endsWith(".jsonl"))).toEqual(["2026-01-08.jsonl", "2026-01-09.jsonl", "2026-01-10.jsonl"]); // prettier-ignore
  const started = eventsOf(await folder.lines()).filter(({ event }) => event === "app_started");
  expect(started.map(({ what }) => what.before)).toEqual(["none", "ended", "ended"]);
  const [line] = (await audit.api.readAudit({ event: "secret_kept" })).lines;
  expect(line).toMatchObject({ event: "secret_kept", what: { secretRef: "smtp" }, client: { id: "pc" }, hash: verdict.head });
});

test("a host that is killed while it writes, again and again: the chain holds, and every line that was answered is in it", async () => {
  const folder = makeAuditFolder();
  const answered: string[] = [];
  for (let run = 0; run < 2; run++) {
    const child = spawn(process.execPath, [join(import.meta.dirname, "audit-for-ever.ts"), folder.dataDir], { stdio: ["ignore", "pipe", "inherit"] }); // prettier-ignore
    onTestFinished(() => void child.kill("SIGKILL"));
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      answered.push(line);
      if (++seen === 20 + run * 17) child.kill("SIGKILL");
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    // A power cut leaves half a line besides.
    const [file = ""] = readdirSync(folder.directory).filter((name) => name.endsWith(".jsonl"));
    appendFileSync(folder.pathOf(file), '{"timestamp":"2026-01-08T12:00:00.000Z","id":"01');
  }
  const audit = await folder.open();
  await keep(audit, "last");
  expect(await audit.api.checkAudit({})).toMatchObject({ breaks: [] });
  const events = eventsOf(await folder.lines());
  const kept = new Set(events.map(({ what }) => what.secretRef));
  expect(answered.filter((ref) => !kept.has(ref))).toEqual([]);
  const starts = events.filter(({ event }) => event === "app_started").map(({ what }) => what.before);
  expect(starts).toEqual(["none", "cut_off", "cut_off"]);
});

test("a damaged last line is told, and the chain goes on behind the last good one", async () => {
  const folder = makeAuditFolder();
  const first = await folder.open({ now: clockAt(noonOf("2026-01-08")) });
  await keep(first, "camera");
  await first.close();
  const file = folder.pathOf("2026-01-08.jsonl");
  writeFileSync(file, readFileSync(file, "utf8").replace("app_ended", "app_knows"));
  const audit = await folder.open({ now: clockAt(noonOf("2026-01-08")) });
  await keep(audit, "smtp");
  const { breaks, lines } = await audit.api.checkAudit({});
  expect(lines).toBe(5);
  expect(breaks).toEqual([
    { file: "2026-01-08.jsonl", line: 3, problem: "changed" },
    { file: "2026-01-08.jsonl", line: 4, problem: "moved" }, // it names the last good one, line 2
    { file: "2026-01-08.jsonl", line: 4, problem: "missing" }, // and says that the kept hash is no line's
  ]);
});

test("an end that was cut off between two runs, or the whole folder, is found for good; one cut off meanwhile at once", async () => {
  const folder = makeAuditFolder();
  const open = () => folder.open({ now: clockAt(noonOf("2026-01-08")) });
  const cut = async (lines: number) => truncateSync(folder.pathOf("2026-01-08.jsonl"), (await folder.lines()).slice(0, lines).join("\n").length + 1); // prettier-ignore
  const first = await open();
  await keep(first, "camera");
  await first.close();
  await cut(1);
  const second = await open();
  await keep(second, "smtp");
  expect((await second.api.checkAudit({})).breaks).toEqual([{ file: "2026-01-08.jsonl", line: 2, problem: "missing" }]);
  expect(folder.messages.join()).toContain("lines are missing");
  await cut(2);
  expect((await second.api.checkAudit({})).breaks.at(-1)).toEqual({ file: "2026-01-08.jsonl", line: 3, problem: "missing" });
  await second.close();
  rmSync(folder.directory, { recursive: true });
  const third = await open();
  await keep(third, "hook");
  expect((await third.api.checkAudit({})).breaks).toEqual([{ file: "2026-01-08.jsonl", line: 1, problem: "missing" }]);
});

test("retention deletes the oldest days, and a line says with which hash the chain begins now", async () => {
  const folder = makeAuditFolder();
  let time = noonOf("2026-01-01");
  const logs = { auditRetentionDays: 2, compressAfterDays: 1 };
  let audit!: Audit;
  for (let day = 0; day < 6; day++, time += DAY) {
    audit = await folder.open({ now: clockAt(time), logs });
    await keep(audit, `day_${day}`);
    await audit.maintain();
    if (day < 5) await audit.close();
  }
  const files = readdirSync(folder.directory).filter((name) => !name.startsWith("."));
  expect(files).toEqual(["2026-01-04.jsonl.gz", "2026-01-05.jsonl", "2026-01-06.jsonl"]);
  expect(await audit.api.checkAudit({})).toMatchObject({ breaks: [] });
  const deleted = eventsOf(await folder.lines()).filter(({ event }) => event === "files_deleted");
  expect(deleted.map(({ what }) => what.file)).toEqual(["2026-01-01.jsonl", "2026-01-02.jsonl", "2026-01-03.jsonl"]);
  await audit.close();
  rmSync(folder.pathOf("2026-01-04.jsonl.gz"));
  audit = await folder.open({ now: clockAt(time), logs });
  expect((await audit.api.checkAudit({})).breaks).toEqual([{ file: "2026-01-05.jsonl", line: 1, problem: "missing" }]);
});

test.skipIf(!canMakeDisks)("on a full disk nobody waits; the lines are written in order when there is space", async () => {
  const folder = makeAuditFolder(makeDisk("8m"));
  const audit = await folder.open();
  await keep(audit, "before");
  const free = fillDisk(folder.dataDir);
  for (let n = 0; n < 400; n++) expect(await keep(audit, `full_${n}`)).toBe(true);
  expect((await folder.lines()).length).toBeLessThan(402);
  free();
  await audit.flush();
  expect(await audit.api.checkAudit({})).toMatchObject({ lines: 402, breaks: [] });
  expect(existsSync(auditHeadFileOf(folder.dataDir))).toBe(true);
});
