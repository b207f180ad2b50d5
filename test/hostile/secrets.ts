/** Secrets, and the texts in which they come. */
import fc from "fast-check";

/** A secret that stands nowhere else, so that finding it means that it was not hidden. */
const core = fc
  .string({ unit: fc.constantFrom(..."ABCDEFGHJKMNPQRSTVWXYZ0123456789"), minLength: 8, maxLength: 24 })
  .map((text) => `S3${text}`);
const between = (units: string) =>
  fc
    .tuple(core, fc.string({ unit: fc.constantFrom(...units), maxLength: 4 }), core)
    .map(([a, sign, b]) => ({ parts: [a, b], text: a + sign + b }));

const NAMES = [
  "token",
  "jwt",
  "access_token",
  "accessToken",
  "auth",
  "api_key",
  "apikey",
  "x-api-key",
  "key",
  "password",
  "passwd",
  "pwd",
  "secret",
  "client_secret",
  "sig",
  "signature",
  "X-Amz-Signature",
  "user",
  "session",
  "sessionid",
  "%74oken",
];
const TEXT_NAMES = [
  "token",
  "jwt",
  "access_token",
  "accessToken",
  "api_key",
  "apikey",
  "x-api-key",
  "password",
  "passwd",
  "pwd",
  "pass",
  "secret",
  "client_secret",
  "refresh-token",
];
const host = fc.constantFrom("192.168.0.10:8889", "camera", "[::1]:80", "media.example:443");

export const secretUrl = fc.oneof(
  // Every sign that may stand raw in the user information of an address; then a slash and a question mark, of the careless. Where both
  // they and an @ stand in a password, nobody can tell its rest from a path.
  fc
    .tuple(fc.oneof(between("!$&'()*+,;=:%-._~@ab"), between("!$&'()*+,;=:%-._~?/ab")), host)
    .map(([secret, at]) => ({ secret, url: `http://viewer:x${secret.text}@${at}/cam/whep` })),
  fc.tuple(between("!$'()*+,;:@/?-._~%="), fc.constantFrom(...NAMES), host).map(([secret, name, at]) => ({
    secret,
    url: `https://${at}/cam/whep?a=1&${name}=${secret.text}&b=2`,
  })),
  fc.tuple(between("!$'()*+,:@-._~%="), fc.constantFrom(...NAMES), host).map(([secret, name, at]) => ({
    secret,
    url: `http://${at}/cam;${name}=${secret.text}/whep`,
  })),
  fc.tuple(between("!$&'()*+,;=:@/?-._~#"), host).map(([secret, at]) => ({ secret, url: `http://${at}/whep#token=${secret.text}` })),
);

export const secretText = fc.oneof(
  secretUrl.filter(({ url }) => !/['"<>\s]/.test(url)).map(({ secret, url }) => ({ secret, text: `could not reach ${url} at all` })),
  fc.tuple(between("-._~+/=:!@#$%^*(){}[];,&|"), fc.constantFrom("Bearer ", "bearer  ", "Basic ", "Digest ")).map(([secret, scheme]) => ({
    secret,
    text: `Authorization: ${scheme}${secret.text}`,
  })),
  fc
    .tuple(between("-._~+/=:!@#$%^*(){}[];,|"), fc.constantFrom(...TEXT_NAMES), fc.constantFrom("=", ": ", " = "))
    .map(([secret, name, sign]) => ({
      secret,
      text: `${name}${sign}${secret.text}`,
    })),
  // A JSON text: any string, quoted as JSON quotes it.
  fc.tuple(between(" -._~+/=:!@#$%^*(){}[];,|&'\"\\\n가"), fc.constantFrom(...TEXT_NAMES)).map(([secret, name]) => ({
    secret,
    text: JSON.stringify({ error: "refused", [name]: secret.text }),
  })),
  fc.tuple(between(" -._~+/=:!@#$%^*(){}[];,|&"), fc.constantFrom(...TEXT_NAMES)).map(([secret, name]) => ({
    secret,
    text: JSON.stringify({ error: JSON.stringify({ [name]: secret.text }) }),
  })),
);
