import { expect, test } from "vitest";
import { judgeWriters } from "../../../electron/settings/judge-writers.ts";

test.each([
  [0o644, 0, 0, undefined],
  [0o664, 0, 0, undefined],
  [0o640, 0, 990, undefined],
  [0o660, 0, 990, "the group 990 may write it"],
  [0o646, 0, 0, "everybody may write it"],
  [0o777, 0, 0, "everybody may write it"],
  [0o600, 1000, 0, "it belongs to the user 1000, not to root"],
])("%o of user %i and group %i: %s", (mode, uid, gid, expected) => {
  expect(judgeWriters({ mode: 0o100000 | mode, uid, gid }, [0])).toBe(expected);
});

test("who names a file of his own is trusted with it", () => {
  expect(judgeWriters({ mode: 0o600, uid: 1000, gid: 1000 }, [0, 1000])).toBeUndefined();
});
