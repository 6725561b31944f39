import crossSpawn from "cross-spawn";

/** What `spawn` is given on Windows. */
export interface WindowsLaunch {
  command: string;
  args: string[];
  /** The arguments are a command line that is quoted already. */
  verbatim: boolean;
}

/** The part of `cross-spawn` that starts nothing, which its types leave out. */
type Parse = (
  command: string,
  args: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>> },
) => {
  command: string;
  args: string[];
  file?: string;
  options: { windowsVerbatimArguments?: true };
};

/**
 * How a command is started on Windows, where `npx` and most launchers are `.cmd` files: Node starts those only by way of
 * `cmd.exe`, for which `cross-spawn` quotes every argument, so that none of them is anything but an argument.
 *
 * @throws Error with code `ENOENT` when there is no such command; when an argument has what no quoting helps against
 */
export function windowsLaunch(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>> },
): WindowsLaunch {
  const { _parse: parse } = crossSpawn as unknown as { _parse: Parse };
  const parsed = parse(command, args, options);
  if (parsed.file === undefined) {
    throw Object.assign(new Error(`there is no ${command}`), { code: "ENOENT" });
  }
  const verbatim = parsed.options.windowsVerbatimArguments === true;
  // A line break ends a command line.
  if (verbatim && [command, ...args].some((text) => /[\r\n\0]/.test(text))) {
    throw new Error("an argument of a .cmd launcher cannot have a line break");
  }
  return { command: parsed.command, args: parsed.args, verbatim };
}
