import { expect, test } from "vitest";
import { dropInvalid } from "../../../electron/settings/drop-invalid.ts";

const server = { id: "main", whepBaseUrl: "http://192.168.0.10:8889" };
const stream = { id: "stream-001", serverId: "main", path: "stitched" };
const good = { servers: [server], streams: [stream], wall: { columns: 3 }, holograms: { enabled: true } };

test.each<[what: string, raw: Record<string, unknown>, kept: Record<string, unknown> | undefined]>([
  ["what is valid stays as it is", good, good],
  [
    "a choice that nobody knows is as if it were not there",
    { ...good, language: "ja", desktop: { onClose: "float", startAtLogin: true } },
    { ...good, desktop: { startAtLogin: true } },
  ],
  ["so is one in an entry of a list", { ...good, streams: [{ ...stream, priority: "urgent" }] }, good],
  ["an unknown way to sign in", { ...good, servers: [{ ...server, auth: { kind: "oauth", tenant: "x" } }] }, good],
  ["an entry without what it needs is none", { ...good, streams: [stream, { id: "stream-002" }, null, 7] }, good],
  [
    "a server that is none takes its streams along",
    { ...good, servers: [{ ...server, whepBaseUrl: "quic://x" }] },
    { ...good, servers: [], streams: [] },
  ],
  ["a section of another kind", { ...good, logs: "all", alerts: [] }, good],
  ["an id that is there twice cannot be told apart", { ...good, streams: [stream, stream] }, undefined],
])("%s", (_what, raw, kept) => expect(dropInvalid(raw)).toEqual(kept));
