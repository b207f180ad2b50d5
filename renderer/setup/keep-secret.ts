import type { ControlRoomApi } from "../../shared/api-names.ts";
import { isApiError } from "../api/api-error.ts";

/** `given`: a file or the environment has it, and wins; `no_key_store`: nobody can keep it here. Throws where the host cannot say so. */
export async function keepSecret(
  api: Pick<ControlRoomApi, "keepSecret">,
  secret: Parameters<ControlRoomApi["keepSecret"]>[0],
): Promise<"kept" | "given" | "no_key_store"> {
  try {
    await api.keepSecret(secret);
    return "kept";
  } catch (error) {
    if (isApiError(error) && error.code === "locked") return "given";
    if (isApiError(error) && error.code === "unavailable") return "no_key_store";
    throw error;
  }
}
