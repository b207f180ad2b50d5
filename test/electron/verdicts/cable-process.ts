/**
 * A wall whose network is pulled out: `node cable-process.ts`, in a network namespace of its own that has an interface `cable` with the address
 * 10.9.0.1. Writes what came of it as one JSON line.
 */
import { execFileSync } from "node:child_process";
import { startVerdictRoom } from "./start-verdict-room.ts";
import { waitUntil } from "../../support/wait-until.ts";

const setCable = (state: "up" | "down") => execFileSync("ip", ["link", "set", "cable", state]);
const servers = [
  { name: "가", streams: 2 },
  { name: "나", streams: 1 },
];
const streams = ["a1", "a2", "b1"];

const room = await startVerdictRoom({ servers, host: "10.9.0.1", alerts: { onDelaySeconds: 5, groupWaitSeconds: 5 } });
await room.play(streams);
setCable("down");
// As a page does that knows it has no network: of its streams it says nothing, of each attempt that it failed.
room.fail(streams, { reason: "stalled_no_packets" });
room.hide(streams);
const asking = setInterval(() => room.failAgain(["a1", "b1"], { reason: "network", phase: "post_offer" }), 1_000);
await waitUntil(() => room.messages().length > 0);
clearInterval(asking);
setCable("up");
await room.play(streams);
await waitUntil(() => room.messages().length > 1);
const messages = room.messages();
await room.close();
console.log(JSON.stringify(messages));
process.exit(0);
