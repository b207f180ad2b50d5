/**
 * Whether an answer names a video track that it sends (RFC 8829 wants `a=msid` in every section that sends; older servers have `a=ssrc`
 * alone). MediaMTX answers a source whose video it cannot send, MPEG-4 with Opus say, with 201, `sendonly` and no track at all.
 */
export function namesVideoTrack(sdp: string): boolean {
  return sdp.split(/^(?=m=)/m).some((section) => section.startsWith("m=video") && /^a=(msid|ssrc):/m.test(section));
}
