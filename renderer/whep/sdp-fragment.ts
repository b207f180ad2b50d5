/** The part of a candidate that travels: what RTCIceCandidate.toJSON gives. `null` ends them. */
export type LocalCandidate = Pick<RTCIceCandidateInit, "candidate" | "sdpMid"> | null;

/** Candidates as an `application/trickle-ice-sdpfrag` body (RFC 8840), with the credentials and media lines of the offer they belong to. */
export function makeSdpFragment(offer: string, candidates: readonly LocalCandidate[]): string {
  const lines = [`a=ice-ufrag:${valueOf(offer, "ice-ufrag")}`, `a=ice-pwd:${valueOf(offer, "ice-pwd")}`];
  const ended = candidates.includes(null);
  for (const [index, section] of mediaSections(offer).entries()) {
    const mid = valueOf(section, "mid");
    const own = candidates.filter((candidate) => candidate !== null && (candidate.sdpMid ?? "0") === mid && candidate.candidate);
    // With bundling all candidates belong to the first section, and so does their end.
    const ends = ended && index === 0;
    if (own.length === 0 && !ends) continue;
    lines.push(section.split(/\r?\n/, 1)[0]!, `a=mid:${mid}`, ...own.map((candidate) => `a=${candidate!.candidate}`));
    if (ends) lines.push("a=end-of-candidates");
  }
  return lines.join("\r\n") + "\r\n";
}

/** What a description that has gathered holds. With bundling all candidates belong to the first section. */
export function listCandidates(sdp: string): LocalCandidate[] {
  const [first = ""] = mediaSections(sdp);
  return [...first.matchAll(/^a=(candidate:.*?)\r?$/gm)].map(([, candidate]) => ({ candidate: candidate!, sdpMid: valueOf(first, "mid") }));
}

/**
 * The answer of a server that has restarted ICE: its last one, with the credentials and the candidates of its fragment. Undefined when the
 * fragment has no credentials.
 */
export function readRestart(answer: string, fragment: string): string | undefined {
  const [ufrag, pwd] = [valueOf(fragment, "ice-ufrag"), valueOf(fragment, "ice-pwd")];
  if (!ufrag || !pwd) return undefined;
  const candidates = fragment.split(/\r?\n/).filter((line) => /^a=(candidate:|end-of-candidates)/.test(line));
  const lines = answer
    .split(/\r?\n/)
    .filter((line) => line !== "" && !/^a=(candidate:|end-of-candidates)/.test(line))
    .map((line) => line.replace(/^a=ice-ufrag:.*/, `a=ice-ufrag:${ufrag}`).replace(/^a=ice-pwd:.*/, `a=ice-pwd:${pwd}`));
  const [, second = lines.length] = lines.flatMap((line, index) => (line.startsWith("m=") ? index : []));
  lines.splice(second, 0, ...candidates);
  return lines.join("\r\n") + "\r\n";
}

function mediaSections(sdp: string): string[] {
  return sdp.split(/^(?=m=)/m).slice(1);
}

function valueOf(sdp: string, attribute: string): string {
  return new RegExp(`^a=${attribute}:(.*?)\\r?$`, "m").exec(sdp)?.[1] ?? "";
}
