import type { Socket } from "node:net";

/** Of an answer that is longer nothing is expected. Bytes. */
const LONGEST_ANSWER = 16 * 1024;

/** Asks a mail server for TLS (RFC 3207): greeting, EHLO, STARTTLS. Rejects with the server's words as `code` when it will not. */
export async function startTls(socket: Socket): Promise<void> {
  const read = createAnswerReader(socket);
  await read("220");
  socket.write("EHLO mtx-watch.invalid\r\n");
  await read("250");
  socket.write("STARTTLS\r\n");
  await read("220");
}

/** Reads one answer after the other; the last line of one has a space behind its number. */
function createAnswerReader(socket: Socket): (wanted: string) => Promise<void> {
  return (wanted) =>
    new Promise((resolve, reject) => {
      let text = "";
      const settle = (refusal?: string): void => {
        socket.off("data", take).off("close", end).off("error", reject);
        if (refusal === undefined) resolve();
        else reject(Object.assign(new Error(refusal), { code: refusal.slice(0, 200) }));
      };
      const end = (): void => settle("CLOSED");
      const take = (chunk: Buffer): void => {
        text += chunk.toString("latin1");
        const last = /^\d{3}(?: .*)?\r?\n/m.exec(text)?.[0];
        if (last !== undefined) settle(last.startsWith(wanted) ? undefined : last.trim());
        else if (text.length > LONGEST_ANSWER) settle("TOO_LARGE");
      };
      socket.on("data", take).on("close", end).on("error", reject);
    });
}
