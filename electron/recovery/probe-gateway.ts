import { connect } from "node:net";

/** How this PC's first hop takes a connection. `silent`: no answer, which many a gateway gives by design. */
export type GatewayAnswer = "answers" | "unreachable" | "silent";

/** Milliseconds: it is one hop away. */
const DEADLINE = 1_000;

/** Most have nothing to say on the web's port, but a refusal is an answer, too. No ping: that needs rights, or a program. Never rejects. */
export function probeGateway(address: string, port = 80): Promise<GatewayAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const timer = setTimeout(() => settle("silent"), DEADLINE);
    function settle(answer: GatewayAnswer): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    }
    socket.on("connect", () => settle("answers"));
    socket.on("error", ({ code }: NodeJS.ErrnoException) => settle(judgeGatewayCode(code)));
  });
}

/** What answers with a refusal or a reset is there; of what the system says itself (no route, no neighbour) it is not. */
export function judgeGatewayCode(code: string | undefined): GatewayAnswer {
  if (code === "ECONNREFUSED" || code === "ECONNRESET") return "answers";
  return code === "EHOSTUNREACH" || code === "ENETUNREACH" || code === "EHOSTDOWN" || code === "ENETDOWN" ? "unreachable" : "silent";
}
