/** The same name as another hand would write it: `list_issues` becomes `listIssues`, and the other way round. */
export function otherCase(name: string): string {
  return name.includes("_")
    ? name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())
    : name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Two letters in the middle changed places; where they are the same, one is left out. */
export function misspelt(name: string): string {
  const middle = Math.max(0, Math.floor(name.length / 2) - 1);
  const one = name[middle] ?? "x";
  const other = name[middle + 1] ?? "";
  return one === other || other === ""
    ? `${name.slice(0, middle)}${other}x${name.slice(middle + 1)}`
    : `${name.slice(0, middle)}${other}${one}${name.slice(middle + 2)}`;
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ["get", "fetch"],
  ["list", "getAll"],
  ["read", "load"],
  ["search", "find"],
  ["create", "add"],
  ["add", "append"],
  ["delete", "remove"],
  ["update", "modify"],
  ["write", "save"],
  ["open", "get"],
  ["edit", "patch"],
  ["move", "rename"],
  ["post", "send"],
  ["push", "upload"],
  ["merge", "accept"],
  ["fork", "clone"],
]);

/** Another verb for the same: `list_issues` becomes `get_all_issues`; `null` when it has no verb that is known. */
export function otherVerb(name: string): string | null {
  for (const [verb, other] of VERBS) {
    const at = name.split("_").indexOf(verb);
    if (at === -1) continue;
    const words = name.split("_");
    words[at] = otherCase(other);
    return words.join("_");
  }
  return null;
}

/** What a parameter or field is called elsewhere. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ["path", ["filePath", "file", "filename"]],
  ["paths", ["files", "filePaths"]],
  ["content", ["text", "body", "contents", "data"]],
  ["contents", ["observations", "values"]],
  ["message", ["text", "msg", "input"]],
  ["query", ["q", "search", "term"]],
  ["q", ["query", "search"]],
  ["owner", ["user", "org", "username"]],
  ["repo", ["repository", "repoName", "project"]],
  ["issue_number", ["number", "issueNumber", "issue"]],
  ["pull_number", ["number", "pullNumber", "pr"]],
  ["body", ["text", "description", "comment"]],
  ["title", ["name", "subject", "summary"]],
  ["name", ["title", "id", "label"]],
  ["names", ["entityNames", "nodes"]],
  ["entityName", ["name", "entity"]],
  ["entityNames", ["names", "entities"]],
  ["entityType", ["type", "kind"]],
  ["relationType", ["type", "label"]],
  ["observations", ["facts", "notes"]],
  ["from", ["source", "start"]],
  ["to", ["target", "destination"]],
  ["source", ["from", "src"]],
  ["destination", ["to", "target", "dest"]],
  ["state", ["status"]],
  ["location", ["city", "place"]],
  ["temperature", ["temp", "degrees"]],
  ["conditions", ["weather", "summary"]],
  ["entities", ["nodes", "items"]],
  ["relations", ["edges", "links"]],
  ["channel_id", ["channel", "channelId"]],
  ["user_id", ["user", "userId"]],
  ["text", ["message", "content", "body"]],
  ["items", ["data", "results", "issues"]],
  ["login", ["username", "name"]],
  ["labels", ["tags"]],
  ["perPage", ["per_page", "limit"]],
  ["per_page", ["perPage", "limit"]],
  ["limit", ["count", "max"]],
  ["channels", ["items", "list"]],
  ["messages", ["items", "history"]],
  ["total_count", ["total", "count", "totalCount"]],
  ["a", ["x", "first"]],
  ["b", ["y", "second"]],
]);

/** Names that a parameter or field might be taken for: by meaning, by case, by a slip of the hand. */
export function otherNames(name: string): string[] {
  const swapped = otherCase(name);
  return [
    ...(SYNONYMS.get(name) ?? []),
    ...(swapped === name ? [] : [swapped]),
    ...(name.length > 3 ? [misspelt(name)] : [`${name}Value`]),
  ];
}
