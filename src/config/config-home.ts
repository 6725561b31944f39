import path from "node:path";
import { userPlaces } from "./hosts/formats.ts";

/** The folder of codemode's own files of this user: `$XDG_CONFIG_HOME/codemode`, or the platform's place for such. */
export function ownConfigFolder(env: Readonly<Record<string, string | undefined>>): string {
  const { home, platform } = userPlaces(env);
  const given = env["XDG_CONFIG_HOME"];
  // The specification of these folders has relative paths ignored.
  if (given !== undefined && path.isAbsolute(given)) return path.join(given, "codemode");
  if (platform === "darwin") return path.join(home, "Library", "Application Support", "codemode");
  if (platform === "win32") {
    return path.join(env["APPDATA"] ?? path.join(home, "AppData", "Roaming"), "codemode");
  }
  return path.join(home, ".config", "codemode");
}
