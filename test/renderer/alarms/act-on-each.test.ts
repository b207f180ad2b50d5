import { describe, expect, test } from "vitest";
import { actOnEach } from "../../../renderer/alarms/act-on-each.ts";

describe("what is done to several alarms", () => {
  test("is done to one after the other", async () => {
    const done: string[] = [];
    expect(await actOnEach(["a", "b"], async (id) => done.push(id))).toEqual({ left: [] });
    expect(done).toEqual(["a", "b"]);
  });

  test("and refused in the middle goes on there when it is tried again: none is done twice", async () => {
    const done: string[] = [];
    let refused = "b";
    const act = async (id: string) => {
      if (id === refused) throw new Error("away");
      done.push(id);
    };
    const first = await actOnEach(["a", "b", "c"], act);
    expect(first).toEqual({ left: ["b", "c"], error: new Error("away") });
    refused = "";
    expect(await actOnEach(first.left, act)).toEqual({ left: [] });
    expect(done).toEqual(["a", "b", "c"]);
  });
});
