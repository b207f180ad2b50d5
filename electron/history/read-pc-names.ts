import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseObject } from "../../shared/parse-object.ts";

/** Who watched, as people call it. */
export interface PcName {
  /** Client id; of a data dir without one its path. */
  id: string;
  name: string;
}

/** The PC of a data dir. */
export async function readOwnName(dataDir: string): Promise<PcName> {
  const read = async (file: string) => parseObject(await readFile(join(dataDir, file), "utf8").catch(() => ""));
  const [identity, settings] = [await read("client-id"), (await read("settings.json")) as { client?: { name?: unknown } } | undefined];
  return { id: textOf(identity?.id) ?? dataDir, name: textOf(settings?.client?.name) ?? basename(dataDir) };
}

/** The PCs that a collector knows, by their ids: what they have said of themselves in their heartbeats. */
export async function readFleetNames(dataDir: string): Promise<Map<string, string>> {
  const fleet = parseObject(await readFile(join(dataDir, "fleet.json"), "utf8").catch(() => ""));
  const pcs = Array.isArray(fleet?.pcs) ? (fleet.pcs as Record<string, unknown>[]) : [];
  return new Map(
    pcs.flatMap((pc) => {
      const [id, name] = [textOf(pc?.clientId), textOf(pc?.name) ?? textOf(pc?.hostName)];
      return id !== undefined && name !== undefined ? [[id, name]] : [];
    }),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
