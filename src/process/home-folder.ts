import { homedir } from "node:os";

/**
 * The user's home folder. Where the system knows none, because no variable names it and the user has no entry (a container
 * that is run as some number), a folder that does not exist.
 */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return "/nonexistent";
  }
}
