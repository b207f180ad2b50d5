import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const text = { kind: "string" };
const hidden = { kind: "json", hidden: true };
const FORMAT = {
  $schema: "https://lnav.org/schemas/format-v1.schema.json",
  mtx_log: {
    title: "MTX Watch",
    json: true,
    "file-pattern": ".*\\.jsonl",
    "timestamp-field": "timestamp",
    "body-field": "errorMessage",
    "level-field": "errorType",
    "line-format": [{ field: "timestamp" }, " ", { field: "streamId" }, " ", { field: "errorMessage" }],
    value: {
      streamId: text,
      errorType: text,
      statusCode: { kind: "integer" },
      whepUrl: text,
      userAgent: text,
      id: text,
      clientInfo: hidden,
      detail: hidden,
    },
  },
};

/** Seconds in which lnav loads a folder's files and groups them by type; undefined where there is no lnav. */
export function measureLnav(directory: string, folder: string): number | undefined {
  if (spawnSync("lnav", ["-V"]).status !== 0) return undefined;
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, HOME: folder };
  const script = join(folder, "group.lnav");
  writeFileSync(join(folder, "mtx_log.json"), JSON.stringify(FORMAT));
  writeFileSync(script, ";SELECT errorType, count(*) FROM mtx_log GROUP BY errorType\n:write-csv-to -\n");
  spawnSync("lnav", ["-i", join(folder, "mtx_log.json")], { env });
  const files = readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => join(directory, name));
  const startedAt = performance.now();
  const { stdout } = spawnSync("lnav", ["-n", "-f", script, ...files], { env, encoding: "utf8", maxBuffer: 16 * 1024 * 1024 });
  const seconds = (performance.now() - startedAt) / 1_000;
  if (!/whep_post_failed,\d+/.test(stdout)) throw new Error(`lnav did not group the files: ${stdout.slice(0, 200)}`);
  return seconds;
}
