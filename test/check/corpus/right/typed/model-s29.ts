const tools = [
  ["everything", "echo"],
  ["everything", "get_env"],
] as const;
const server = everything;
const { echo } = server;
const say = (message: string) => echo({ message });
return [await say("destructured tool"), tools.length];
