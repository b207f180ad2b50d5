// The collector's reference: bodies become lines of our journal unread, and are answered when they are durable.
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { openBenchJournal } from "./bench-records.ts";

const { values } = parseArgs({ options: { port: { type: "string" }, "data-dir": { type: "string" } } });
const journal = await openBenchJournal(values["data-dir"]!);
const server = createServer((request, response) => {
  void readText(request).then(async (body) => {
    await journal.append(body.split("\n"));
    response.writeHead(201, { "Content-Type": "application/json" }).end('{"status":"ok"}');
  });
});
server.listen(Number(values.port), "127.0.0.1");
await once(server, "listening");
process.once("SIGTERM", () => process.exit(0));
console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`);

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
