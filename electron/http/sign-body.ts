import { createHmac } from "node:crypto";

/** `v1=` HMAC-SHA256 in hex over `v1:<time>:<body>`, time in Unix seconds: what is older than five minutes is somebody's recording. */
export function signBody(body: string, secret: string, now: number): Record<string, string> {
  const time = String(Math.floor(now / 1_000));
  const signature = createHmac("sha256", secret).update(`v1:${time}:${body}`).digest("hex");
  return { "X-MTX-Watch-Timestamp": time, "X-MTX-Watch-Signature": `v1=${signature}` };
}
