import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { formatToken, hashToken } from "../../electron/collector/token-lines.ts";
import { makeUuidV7 } from "../../shared/uuid-v7.ts";
import { makeAuthority } from "../support/make-certificates.ts";
import { startProgram } from "../support/start-program.ts";
import type { Program } from "../support/start-program.ts";
import { createSimulatedPc } from "./simulated-pc.ts";
import type { SimulatedPc } from "./simulated-pc.ts";

const COLLECTOR = join(import.meta.dirname, "../../out/main/collector.js");

export interface SimulatedRoom {
  collector: Program;
  pcs: SimulatedPc[];
  close(): Promise<void>;
}

/** The built collector, over TLS, and so many PCs with tokens of their own. */
export async function startRoom(folder: string, count: number): Promise<SimulatedRoom> {
  const authority = makeAuthority();
  const { cert, key } = authority.issue();
  const tokens = Array.from({ length: count }, (_, n) => ({
    clientId: `0197c0de-0000-7000-8000-${n.toString(16).padStart(12, "0")}`,
    token: randomBytes(32).toString("base64url"),
  }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const added = new Date().toISOString();
  write("pc-tokens", tokens.map(({ clientId, token }) => formatToken({ hash: hashToken(token), clientId, added, name: "" })).join(""));
  const shared = ["--token-file", write("token", randomBytes(32).toString("base64url"))];
  const tls = ["--cert", write("cert.pem", cert), "--key", write("key.pem", key)];
  const collector = await startProgram(COLLECTOR, ["--port", "0", "--data-dir", folder, ...shared, ...tls]);
  const pcs = tokens.map((each) => createSimulatedPc({ url: collector.url, ca: authority.cert, ...each }));
  return {
    collector,
    pcs,
    async close() {
      await Promise.all(pcs.map((pc) => pc.close()));
      await collector.stop("SIGKILL");
    },
  };
}

/** Each PC gives a sign of life every so many milliseconds, not all at the same moment. Resolves with what each answer took. */
export async function keepBeating(pcs: readonly SimulatedPc[], every: number, signal: AbortSignal): Promise<number[]> {
  const took: number[] = [];
  const keep = async (pc: SimulatedPc, at: number): Promise<void> => {
    await pause((every * at) / pcs.length, signal);
    while (!signal.aborted) {
      took.push(await pc.beat());
      await pause(every, signal);
    }
  };
  await Promise.all(pcs.map(keep));
  return took;
}

/** An act that has not reached all PCs after so many milliseconds ends the run. */
const ACT_PATIENCE = 30_000;

/** One PC after the other acknowledges an alarm. Resolves with how long each act was on its way to each PC, the one that did it included. */
export async function keepActing(pcs: readonly SimulatedPc[], every: number, signal: AbortSignal): Promise<number[]> {
  const ways: number[] = [];
  let present: { id: string; startedAt: number; missing: Set<number>; done: () => void } | undefined;
  await Promise.all(
    pcs.map((pc, at) =>
      pc.listen((id) => {
        if (id !== present?.id || !present.missing.delete(at)) return;
        ways.push(performance.now() - present.startedAt);
        if (present.missing.size === 0) present.done();
      }),
    ),
  );
  for (let turn = 0; !signal.aborted; turn++) {
    const id = makeUuidV7(Date.now(), randomBytes(10));
    const arrived = new Promise<void>((done) => (present = { id, startedAt: performance.now(), missing: new Set(pcs.keys()), done }));
    const late = new AbortController();
    await pcs[turn % pcs.length]!.acknowledge(id);
    await Promise.race([arrived, wait(ACT_PATIENCE, undefined, { signal: late.signal }).then(() => Promise.reject(new Error("an act did not reach all PCs")))]); // prettier-ignore
    late.abort();
    await pause(every, signal);
  }
  return ways;
}

/** Ends early, and without an error, when the signal is aborted. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
}
