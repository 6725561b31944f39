const isObject = (x: unknown): x is Record<string, unknown> => typeof x === "object" && x !== null;
const value: unknown = JSON.parse(await slack.slack_get_users({}));
if (!isObject(value)) throw new TypeError("not an object");
return Object.keys(value);
