import type { Page } from "playwright-core";

export interface PageMemory {
  /** RTCPeerConnection objects that are still reachable. */
  connections: number;
  nodes: number;
  /** Megabytes of JavaScript. */
  heap: number;
}

/** What a page holds once its garbage is collected. */
export async function measurePageMemory(page: Page): Promise<PageMemory> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.discardConsoleEntries"); // the debugger that measures keeps a thousand lines of the console alive
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage"); // what finalizers let go of
  const { result } = await session.send("Runtime.evaluate", { expression: "RTCPeerConnection.prototype" });
  const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId! });
  const { result: length } = await session.send("Runtime.callFunctionOn", {
    objectId: objects.objectId!,
    functionDeclaration: "function () { return this.length; }",
  });
  await session.send("Runtime.releaseObject", { objectId: objects.objectId! });
  const { nodes } = await session.send("Memory.getDOMCounters");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return { connections: length.value as number, nodes, heap: usedSize / 1024 / 1024 };
}
