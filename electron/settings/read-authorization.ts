import type { Auth } from "../../shared/settings.ts";

/** The Authorization header for a server; undefined where it wants none or its secret is not there (the server then answers 401). */
export async function readAuthorization(
  auth: Auth,
  readSecret: (secretRef: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (auth.kind === "none") return undefined;
  const secret = await readSecret(auth.secretRef);
  if (secret === undefined) return undefined;
  if (auth.kind === "bearer") return `Bearer ${secret}`;
  return `Basic ${Buffer.from(`${auth.user}:${secret}`, "utf8").toString("base64")}`;
}
