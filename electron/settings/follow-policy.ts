import { hostname } from "node:os";
import { isHttpUrl } from "../../shared/setting-values.ts";
import type { SettingsWarning } from "../../shared/settings-state.ts";
import type { SendRequest } from "../delivery/types.ts";
import { writeFileAtomically } from "../journal/write-file-atomically.ts";
import { createShareReader } from "./create-share-reader.ts";
import { parsePolicy } from "./parse-policy.ts";
import { MOST_BYTES, parseObject } from "./read-object.ts";
import { policyCopyFile, readPolicy, readPolicyCopy } from "./read-policy.ts";
import type { PolicyPlaces } from "./read-policy.ts";

export interface FollowPolicyOptions extends PolicyPlaces {
  sendRequest: SendRequest;
  /** Returns what cancels it. */
  setTimer: (callback: () => void, milliseconds: number) => () => void;
  /** The files are as they are now; the warnings are about what was last read from `settingsUrl`. */
  renew: (warnings: SettingsWarning[]) => Promise<void>;
  log: (message: string) => void;
}

const INTERVAL = 5 * 60_000;
const LONGEST_ANSWER = 15_000;

/**
 * Reads the policy now and every five minutes, first what its `settingsUrl` names: an address, or a file on a share. What is valid there
 * is kept as the last good copy and holds until something else that is valid can be read; nobody waits for it.
 */
export function followPolicy(options: FollowPolicyOptions): { close(): void } {
  const { dataDir, hostName = hostname(), sendRequest, setTimer, renew, log } = options;
  const readShared = createShareReader({ setTimer, longest: LONGEST_ANSWER });
  const ended = new AbortController();
  let cancel = (): void => {};
  let said = "";

  async function look(): Promise<void> {
    const { settingsUrl } = readPolicy(options);
    const found = settingsUrl === "" ? {} : await readDistant(settingsUrl);
    if (ended.signal.aborted) return;
    const problem = found.invalid ?? found.unread ?? "";
    if (problem !== said) log(problem === "" ? `policy: ${settingsUrl} is read again` : `policy: ${settingsUrl}: ${problem}`);
    said = problem;
    await renew(found.invalid === undefined ? [] : [{ kind: "bad_policy", file: settingsUrl, detail: found.invalid }]);
  }

  /** Keeps what is valid and new. */
  async function readDistant(place: string): Promise<{ invalid?: string; unread?: string }> {
    let text: string;
    try {
      text = await readPlace(place);
    } catch (error) {
      return { unread: (error as Error).message };
    }
    const read = parseObject(text);
    if (read.kind === "bad") return { invalid: read.problem };
    const parsed = parsePolicy(read.value, hostName);
    if (!parsed.ok) return { invalid: parsed.problem };
    if (JSON.stringify(read.value) === JSON.stringify(readPolicyCopy(dataDir, place))) return {};
    const copy = JSON.stringify({ from: place, policy: read.value }, undefined, 2) + "\n";
    return writeFileAtomically(policyCopyFile(dataDir), copy).then(
      () => ({}),
      (error: Error) => ({ unread: `the copy cannot be kept: ${error.message}` }),
    );
  }

  async function readPlace(place: string): Promise<string> {
    if (!isHttpUrl(place)) return readShared(place);
    const { status, body } = await sendRequest({
      method: "GET",
      url: place,
      headers: { accept: "application/json" },
      signal: ended.signal,
      timeout: LONGEST_ANSWER,
      mostBytes: MOST_BYTES + 1, // so that it is seen to be too large
    });
    if (status !== 200) throw new Error(`answered ${status}`);
    return body;
  }

  const start = (): void =>
    void look()
      .catch((error: unknown) => log(`policy: ${String(error)}`))
      .finally(() => {
        if (!ended.signal.aborted) cancel = setTimer(start, INTERVAL);
      });
  start();
  return {
    close() {
      ended.abort();
      cancel();
    },
  };
}
