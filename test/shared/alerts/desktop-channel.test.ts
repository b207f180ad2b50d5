import { describe, expect, test } from "vitest";
import { makeNotable } from "./make-notable.ts";
import { openChannel } from "./told-channel.ts";

const server = makeNotable();
const disk = makeNotable({ alarmId: "disk:pc", name: "disk", kind: "disk_low", owner: "administrator" }, { group: "disk:pc" });

describe("a notice of the desktop", () => {
  test.each([{}, { routes: [{ channels: ["desktop" as const] }] }])(
    "is never of what only an administrator can mend, with settings %j",
    (settings) => {
      const channel = openChannel(settings, "desktop");
      channel.pass(30, [server, disk], 60);
      expect(channel.lines()).toEqual(["30 open 서버 A"]);
    },
  );

  test("does not wait for the end of quiet hours: nothing goes out", () => {
    const always = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ days: [day], from: "00:00", to: "00:00" }));
    const [desktop, email] = (["desktop", "email"] as const).map((name) => openChannel({ quietHours: always }, name));
    for (const channel of [desktop!, email!]) channel.pass(30, [server], 60);
    expect([desktop!.lines(), email!.lines()]).toEqual([["30 open 서버 A"], []]);
  });
});
