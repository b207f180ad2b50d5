import { join } from "node:path";
import { Agent } from "undici";
import { startProgram } from "../support/start-program.ts";
import { alternate, median, timeOf } from "./bars.ts";
import type { Bench } from "./bars.ts";
import { withFolder } from "./bench-folder.ts";
import { makeLines } from "./bench-records.ts";

const COLLECTOR = join(import.meta.dirname, "../../out/main/collector.js");
const BARE = join(import.meta.dirname, "bare-collector.ts");

/** What is asked of both: so many connections, each of which posts bodies of so many records one after the other. */
interface Load {
  name: string;
  path: string;
  connections: number;
  bodies: number;
  recordsInBody: number;
}

/** The collector against a bare node:http server that writes the same lines to the same kind of journal. */
export async function benchCollector({ rounds, scale, report }: Bench): Promise<void> {
  const path = "/api/v1/error-logs/mediamtx";
  const loads: Load[] = [
    { name: "single posts, 64 connections", path, connections: 64, bodies: scale(10_000), recordsInBody: 1 },
    { name: "batches of 500, 4 connections", path: `${path}/batch`, connections: 4, bodies: scale(100), recordsInBody: 500 },
  ];
  for (const load of loads) {
    const { ours, reference } = await alternate(
      rounds,
      () => measureLoad(COLLECTOR, load),
      () => measureLoad(BARE, load),
    );
    report({
      name: `collector against bare node:http with the same journal, ${load.name}`,
      ours: median(ours),
      reference: median(reference),
      unit: "records/s",
      limit: { ratioAtLeast: 0.5 },
    });
  }
}

function measureLoad(program: string, { path, connections, bodies, recordsInBody }: Load): Promise<number> {
  return withFolder(async (folder) => {
    const server = await startProgram(program, ["--port", "0", "--data-dir", folder]);
    const agent = new Agent({ connections, pipelining: 1 });
    const makeBodies = (count: number) => Array.from({ length: count }, () => makeLines(recordsInBody).join("\n"));
    const headers = { "Content-Type": recordsInBody > 1 ? "application/x-ndjson" : "application/json" };
    const post = async (waiting: string[]) => {
      for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
        const answer = await agent.request({ origin: server.url, path, method: "POST", headers, body });
        await answer.body.dump();
        if (answer.statusCode > 201) throw new Error(`${program} answered ${answer.statusCode}`);
      }
    };
    const postAll = (waiting: string[]) => Promise.all(Array.from({ length: connections }, () => post(waiting)));
    try {
      await postAll(makeBodies(bodies / 5)); // does not count, of neither: a process of half a second mostly shows how long V8 needs to compile
      const waiting = makeBodies(bodies);
      const seconds = await timeOf(() => postAll(waiting));
      return (bodies * recordsInBody) / seconds;
    } finally {
      await agent.close();
      await server.stop();
    }
  });
}
