/** ICE restarts as MediaMTX answers them since v1.18.2: a PATCH with other credentials than the reader's last ones. */

/** The first ICE credentials of a description or a fragment; undefined when it has none. */
export function readCredentials(sdp: string): IceCredentials | undefined {
  const ufrag = /^a=ice-ufrag:(.+?)\r?$/m.exec(sdp)?.[1];
  const password = /^a=ice-pwd:(.+?)\r?$/m.exec(sdp)?.[1];
  return ufrag === undefined || password === undefined ? undefined : { ufrag, password };
}

export interface IceCredentials {
  ufrag: string;
  password: string;
}

/** The reader's offer as it would be made again. */
export function withCredentials(offer: string, { ufrag, password }: IceCredentials): string {
  return offer.replace(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${ufrag}`).replace(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${password}`);
}

/** What of an answer tells of ICE: in each media section that has any of it, its credentials and candidates. */
export function makeRestartFragment(answer: string): string {
  const lines = ["a=ice-options:trickle ice2"];
  for (const section of answer.split(/^(?=m=)/m).slice(1)) {
    const own = section.split("\r\n");
    const kept = own.filter((line) => /^a=(ice-ufrag|ice-pwd|candidate):/.test(line));
    if (kept.length === 0) continue;
    lines.push(own[0]!, ...own.filter((line) => line.startsWith("a=mid:")), ...kept, "a=end-of-candidates");
  }
  return lines.map((line) => `${line}\r\n`).join("");
}
