import { beforeAll, describe, expect, test } from "vitest";
import { makeTempDir } from "../support/temp-dir.ts";
import { trustTestCertificates } from "./certificates.ts";
import { countOutage, findOutageProblems } from "./judge-outage.ts";
import { OUTAGE_KINDS } from "./outage-kinds.ts";
import { runOutage } from "./run-outage.ts";

beforeAll(() => trustTestCertificates());

const CASES = OUTAGE_KINDS.flatMap((kind) => kind.centrals.map((central) => ({ name: kind.name, central, kind })));

describe("an outage costs no record, no order and nothing in rejected/", () => {
  test.each(CASES)("$name, $central", async ({ kind, central }) => {
    const evidence = await runOutage({ kind, central, records: 300, directory: makeTempDir(), seed: 1 });

    expect(findOutageProblems(evidence, countOutage(evidence))).toEqual([]);
  });
});
