const env = await everything.get_env();
const { PATH = "" } = JSON.parse(env) as Record<string, string>;
const res = { hasPath: PATH.length > 0, home: (JSON.parse(env) as { HOME?: string }).HOME !== undefined };
return res;
