import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadFormMemory } from "../../electron/delivery/form-memory.ts";
import { FORMS } from "../../electron/delivery/record-forms.ts";
import { loadClientId } from "../../electron/settings/client-id.ts";
import { readAuthorization } from "../../electron/settings/read-authorization.ts";
import { findUnknown, mergeSettings, parseSettings } from "../../electron/settings/read-settings.ts";
import type { RawSettings } from "../../electron/settings/read-settings.ts";
import { createSecrets } from "../../electron/settings/secrets.ts";
import { createSettingsStore } from "../../electron/settings/settings-store.ts";
import { loadWebToken } from "../../electron/web/web-token.ts";
import { UUID_PATTERN } from "../../shared/uuid-v7.ts";
import { whepUrlOf } from "../../shared/whep-url.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { damaged, deepJson, hostileJson, hostileKey, hostileText, hugeText, isPrototypeClean, spoilt } from "./inputs.ts";
import { fuzz, FUZZ_TIMEOUT } from "./runs.ts";

const GOOD = {
  servers: [
    { id: "main", name: "본관", whepBaseUrl: "http://127.0.0.1:8889", auth: { kind: "basic", user: "viewer", secretRef: "camera" } },
  ],
  streams: [{ id: "s1", name: "1번 출입구", serverId: "main", path: "stitched" }],
  central: { url: "http://127.0.0.1:8000", enabled: false, secretRef: "" },
  logs: { retentionDays: 90 },
  wall: { columns: "auto" },
  language: "ko",
};
const object = fc.oneof({ arbitrary: spoilt(GOOD), weight: 4 }, { arbitrary: hostileJson, weight: 1 }).filter(isObject);

test(
  "settings and a policy of any shape are taken or refused in words; what is taken can be played and is what a second reading gives",
  () => {
    fc.assert(
      fc.property(object, object, (own, policy) => {
        const merged = mergeSettings(own, policy);
        const parsed = parseSettings(merged);
        expect(isPrototypeClean()).toBe(true);
        expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
        if (!parsed.ok) {
          expect(parsed.problem.length).toBeLessThanOrEqual(1_000);
          return;
        }
        const { servers, streams } = parsed.settings;
        for (const { serverId, path } of streams) {
          expect(
            URL.canParse(
              whepUrlOf(
                servers.find(({ id }) => id === serverId)!,
                path,
              ),
            ),
          ).toBe(true);
        }
        const again = JSON.parse(JSON.stringify(parsed.settings)) as RawSettings;
        expect(parseSettings(again)).toEqual({ ok: true, settings: parsed.settings });
        expect(findUnknown(again)).toEqual([]);
      }),
      fuzz("settings"),
    );
  },
  FUZZ_TIMEOUT,
);

const fileText = fc.oneof(
  { arbitrary: object.map((value) => JSON.stringify(value)), weight: 3 },
  { arbitrary: damaged(JSON.stringify(GOOD, undefined, 2)), weight: 3 },
  { arbitrary: fc.oneof(hostileText, hugeText, deepJson), weight: 2 },
);

test(
  "with any settings and policy file the app starts, on good settings, and says what was wrong",
  async () => {
    const dataDir = makeTempDir();
    await fc.assert(
      fc.asyncProperty(fileText, fileText, fc.boolean(), async (own, policy, hasPolicy) => {
        rmSync(dataDir, { recursive: true, force: true });
        mkdirSync(dataDir);
        writeFileSync(join(dataDir, "settings.json"), own);
        if (hasPolicy) writeFileSync(join(dataDir, "policy.json"), policy);
        const store = await createSettingsStore({ dataDir, policyFile: join(dataDir, "policy.json"), now: Date.now });
        const { settings, warnings } = store.state();
        expect(parseSettings(settings)).toMatchObject({ ok: true });
        expect(warnings.length).toBeLessThan(60);
        for (const { detail } of warnings) expect(detail.length).toBeLessThan(1_500);
        expect(await store.save({ language: "en" })).toMatchObject(hasPolicy ? {} : { ok: true });
      }),
      fuzz("settingsFile"),
    );
  },
  FUZZ_TIMEOUT,
);

test("a settings file that is a folder or has no end of keys does not stop the start", async () => {
  const dataDir = makeTempDir();
  mkdirSync(join(dataDir, "settings.json"));
  const open = () => createSettingsStore({ dataDir, policyFile: join(dataDir, "policy.json"), now: Date.now });
  expect((await open()).state().warnings).toMatchObject([{ kind: "bad_file" }]);
  writeFileSync(
    join(dataDir, "settings.json"),
    JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`key${i}`, i]))),
  );
  expect((await open()).state().warnings).toHaveLength(51);
});

const GOOD_ID = { id: "01970000-0000-7000-8000-0000000000aa", machine: "m" };
const GOOD_FORMS = { url: "http://central", version: "1", withStatus: { form: "seed", at: 0 }, withoutStatus: { form: "full", at: 1 } };
const smallFile = fc.oneof(
  fc.oneof(spoilt(GOOD_ID), spoilt(GOOD_FORMS), hostileJson).map((value) => JSON.stringify(value) ?? ""),
  damaged(JSON.stringify(GOOD_FORMS)),
  fc.oneof(hostileText, hugeText, deepJson),
);

test(
  "client id, token of the web host, memory of forms and secrets are themselves, whatever their files hold",
  async () => {
    const dataDir = makeTempDir();
    const secrets = join(dataDir, "secrets.json");
    await fc.assert(
      fc.asyncProperty(smallFile, hostileKey, async (text, secretRef) => {
        for (const name of ["client-id", "web-token", "central-forms.json", "secrets.json"]) writeFileSync(join(dataDir, name), text);
        chmodSync(secrets, 0o600);
        expect(await loadClientId({ dataDir, now: Date.now, onCopy: () => Promise.resolve(), machine: "m" })).toMatch(UUID_PATTERN);
        expect(await loadWebToken(dataDir)).toMatch(/^[\w-]{43}$/);
        const forms = await loadFormMemory({
          file: join(dataDir, "central-forms.json"),
          url: "http://central",
          version: "1",
          now: Date.now,
        });
        expect(forms.inOrder(true).toSorted()).toEqual(FORMS.toSorted());
        const { read: readSecret } = createSecrets({ env: {}, file: secrets, log: () => undefined });
        for (const ref of [secretRef, "constructor"]) {
          const secret = await readSecret(ref);
          expect(["string", "undefined"]).toContain(typeof secret);
          const own = secret === undefined ? undefined : (JSON.parse(readFileSync(secrets, "utf8")) as Record<string, string>);
          if (own) expect(Object.hasOwn(own, ref)).toBe(true);
        }
        expect(isPrototypeClean()).toBe(true);
      }),
      fuzz("smallFile"),
    );
  },
  FUZZ_TIMEOUT,
);

test("a secret whose reference is the name of something that every object inherits is not there", async () => {
  const file = join(makeTempDir(), "secrets.json");
  writeFileSync(file, "{}", { mode: 0o600 });
  const { read: readSecret } = createSecrets({ env: {}, file, log: () => undefined });
  expect(await readAuthorization({ kind: "bearer", secretRef: "constructor" }, readSecret)).toBeUndefined();
});

test("a stream whose path holds half a surrogate pair has an address", () => {
  expect(URL.canParse(whepUrlOf({ whepBaseUrl: "http://camera" }, "cam\ud800"))).toBe(true);
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
