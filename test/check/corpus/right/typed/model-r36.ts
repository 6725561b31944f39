const config = {
  greeting: "hi",
  retries: 2,
} satisfies Record<string, string | number>;
type Result = { kind: "ok"; value: string } | { kind: "error"; message: string };
const run = async (message: string): Promise<Result> => {
  try {
    return { kind: "ok", value: await everything.echo({ message }) };
  } catch (error) {
    return { kind: "error", message: error instanceof Error ? error.message : String(error) };
  }
};
const result = await run(config.greeting.toUpperCase());
switch (result.kind) {
  case "ok":
    return result.value;
  case "error":
    return result.message;
}
