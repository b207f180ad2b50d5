import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { NetworkInterfaceInfo } from "node:os";
import { describe, expect, onTestFinished, test } from "vitest";
import { centralAnswers, describeCentral } from "../../../electron/recovery/pc-watch.ts";
import { judgeGatewayCode, probeGateway } from "../../../electron/recovery/probe-gateway.ts";
import { countInterfaces, describeLink, findLinuxGateway, findWindowsGateway, readLink } from "../../../electron/recovery/read-link.ts";

const address = (text: string, internal = false) => ({ address: text, internal }) as NetworkInterfaceInfo;

describe("this PC's link", () => {
  test("counts interfaces that lead beyond this PC", () => {
    const lo = [address("127.0.0.1", true), address("::1", true)];
    expect(countInterfaces({ lo })).toBe(0);
    expect(countInterfaces({ lo, eth0: [address("192.168.0.7"), address("fe80::1")], wlan0: [address("10.0.0.3")] })).toBe(2);
    // What a PC gives itself when nobody gives it an address.
    expect(countInterfaces({ eth0: [address("169.254.7.7")], eth1: [address("fe80::2")] })).toBe(0);
  });

  test("finds the gateway in Linux's table of routes", () => {
    const table = [
      "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask",
      "eth0\t0000A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF",
      "eth0\t00000000\t0100A8C0\t0003\t0\t0\t100\t00000000",
    ];
    expect(findLinuxGateway(table.join("\n"))).toBe("192.168.0.1");
    expect(findLinuxGateway(table.slice(0, 2).join("\n"))).toBeUndefined();
    expect(findLinuxGateway(table.join("\n").replace("\t0003\t", "\t0002\t"))).toBeUndefined(); // its interface is down
  });

  test("finds the gateway in Windows' table of routes, whatever its language", () => {
    const table = (gateway: string) =>
      `IPv4 경로 테이블\r\n활성 경로:\r\n네트워크 대상\r\n          0.0.0.0          0.0.0.0  ${gateway}     192.168.0.23     35\r\n`;
    expect(findWindowsGateway(table("    192.168.0.1"))).toBe("192.168.0.1");
    expect(findWindowsGateway(table("        연결됨"))).toBeUndefined();
  });

  test("says what it does not know", async () => {
    const elsewhere = await readLink("darwin");
    expect(describeLink(elsewhere)).toMatchObject({ gateway: "unknown" });
    expect(describeLink({ interfaces: 1, gatewayKnown: true })).toEqual({ interfaces: 1, gateway: "absent" });
    const here = describeLink(await readLink());
    expect(JSON.stringify(here)).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });
});

describe("the gateway", () => {
  test("answers when it takes a connection, and when it refuses one", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await probeGateway("127.0.0.1", port)).toBe("answers");
    await new Promise((resolve) => server.close(resolve));
    expect(await probeGateway("127.0.0.1", port)).toBe("answers");
  });

  test.each([
    ["ECONNREFUSED", "answers"],
    ["EHOSTUNREACH", "unreachable"],
    ["ENETUNREACH", "unreachable"],
    ["ETIMEDOUT", "silent"],
  ])("%s: %s", (code, expected) => {
    expect(judgeGatewayCode(code)).toBe(expected);
  });
});

describe("central's last answer", () => {
  const at = Date.parse("2026-01-08T12:00:00Z");
  test.each([
    [{ state: "off" }, { central: "off" }],
    [{ state: "idle" }, {}],
    [
      { state: "idle", lastDeliveredAt: "2026-01-08T11:59:00Z" },
      { central: "answers", centralAge: 60_000 },
    ],
    [{ state: "retrying" }, { central: "fails" }],
    [{ state: "retrying", statusCode: 503 }, { central: "answers" }],
    [{ state: "misconfigured", statusCode: 401 }, { central: "answers" }],
  ] as const)("%o: %o", (status, expected) => {
    expect(describeCentral(status, at)).toEqual(expected);
  });

  test("is when it answered and when it did not, for whoever judges what is to blame", () => {
    const lastDeliveredAt = "2026-01-08T11:59:00Z";
    expect(centralAnswers({ state: "off" }, at)).toBeUndefined();
    expect(centralAnswers({ state: "idle", lastDeliveredAt }, at)).toEqual({ answeredAt: at - 60_000 });
    expect(centralAnswers({ state: "retrying", lastDeliveredAt }, at)).toEqual({ answeredAt: at - 60_000, failedAt: at });
    expect(centralAnswers({ state: "retrying", statusCode: 503 }, at)).toEqual({ answeredAt: at });
  });
});
