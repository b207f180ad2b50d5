import { expect, test } from "vitest";
import { listDroppedRefs } from "../../../renderer/settings/list-dropped-refs.ts";
import { settingsSchema } from "../../../shared/settings.ts";

const server = (id: string, auth: object, apiAuth: object = { kind: "none" }) => ({ id, whepBaseUrl: `http://${id}:8889`, auth, apiAuth });
const bearer = (secretRef: string) => ({ kind: "bearer", secretRef });
const make = (servers: object[], others: object = {}) => settingsSchema.parse({ servers, ...others });

test("secrets of a removed server are dropped, but for what another server, a channel or central is signed in with", () => {
  const gone = server("a", { kind: "basic", user: "u", secretRef: "a" }, bearer("a_api"));
  const before = make([gone, server("b", bearer("shared"), bearer("hook"))]);
  expect(listDroppedRefs(before, make([]))).toEqual(["a", "a_api", "shared", "hook"]);
  expect(listDroppedRefs(before, make([server("c", bearer("shared"))], { alerts: { webhook: { signSecretRef: "hook" } } }))).toEqual([
    "a",
    "a_api",
  ]);
  expect(listDroppedRefs(before, make(before.servers.slice(), { central: { secretRef: "central" } }))).toEqual([]);
});

test("a server that no longer signs in drops its secret, and names of the channels' are nobody's business here", () => {
  const before = make([server("a", bearer("a"))], { alerts: { slack: { secretRef: "own" } } });
  expect(listDroppedRefs(before, make([server("a", { kind: "none" })]))).toEqual(["a"]);
});
