/**
 * What a page of ours may load and reach, in both hosts. `connect-src` is wide because media servers are added while the app runs;
 * everything else is the app's own files or nothing. `style-src` holds without 'unsafe-inline': scripts set styles through the CSSOM.
 */
const DIRECTIVES: Record<string, string> = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data: blob:",
  "media-src": "'self' blob:",
  "font-src": "'self'",
  "connect-src": "'self' http: https:",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
  "object-src": "'none'",
};

export const CONTENT_SECURITY_POLICY = Object.entries(DIRECTIVES)
  .map(([name, sources]) => `${name} ${sources}`)
  .join("; ");
