import type { JsonObject } from "../../../src/json.ts";

/**
 * Output schemas as a reviewed inference from recorded results would have them, written by hand: these servers declare
 * none, and answer with JSON in a text. The lock has a place for them (`inferredOutputSchema`) that nothing reads yet,
 * so the corpus puts them where a server would have declared them.
 */
export const INFERRED_OUTPUTS: ReadonlyMap<string, ReadonlyMap<string, JsonObject>> = new Map([
  ["github", githubOutputs()],
  ["slack", slackOutputs()],
]);

function githubOutputs(): Map<string, JsonObject> {
  const user = object({ login: string(), id: number(), html_url: string() });
  const repository = object({
    id: number(),
    name: string(),
    full_name: string(),
    private: boolean(),
    owner: user,
    html_url: string(),
    description: nullable(string()),
    fork: boolean(),
    created_at: string(),
    updated_at: string(),
    default_branch: string(),
  });
  const label = object({ id: number(), name: string(), color: string() });
  const milestone = object({ number: number(), title: string(), due_on: nullable(string()) });
  const issue = object(
    {
      number: number(),
      title: string(),
      state: oneOf("open", "closed"),
      user,
      body: nullable(string()),
      labels: list(label),
      assignee: nullable(user),
      assignees: list(user),
      milestone: nullable(milestone),
      comments: number(),
      created_at: string(),
      updated_at: string(),
      closed_at: nullable(string()),
      html_url: string(),
    },
    { pull_request: object({ url: string(), merged_at: nullable(string()) }) },
  );
  const ref = object({ label: string(), ref: string(), sha: string() });
  const pull = object({
    number: number(),
    title: string(),
    state: oneOf("open", "closed"),
    draft: boolean(),
    merged: boolean(),
    mergeable: nullable(boolean()),
    user,
    body: nullable(string()),
    head: ref,
    base: ref,
    created_at: string(),
    merged_at: nullable(string()),
    html_url: string(),
  });
  const file = object(
    {
      filename: string(),
      status: oneOf("added", "removed", "modified", "renamed"),
      additions: number(),
      deletions: number(),
      changes: number(),
    },
    { patch: string() },
  );
  const commit = object({
    sha: string(),
    commit: object({
      message: string(),
      author: object({ name: string(), email: string(), date: string() }),
    }),
    author: nullable(user),
    html_url: string(),
  });
  return new Map([
    ["list_issues", wrapped(list(issue))],
    ["get_issue", issue],
    ["create_issue", issue],
    ["update_issue", issue],
    ["search_issues", found(issue)],
    ["search_repositories", found(repository)],
    ["search_users", found(user)],
    ["search_code", found(object({ name: string(), path: string(), sha: string(), repository }))],
    ["create_repository", repository],
    ["fork_repository", repository],
    ["list_pull_requests", wrapped(list(pull))],
    ["get_pull_request", pull],
    ["create_pull_request", pull],
    ["get_pull_request_files", wrapped(list(file))],
    ["list_commits", wrapped(list(commit))],
    [
      "add_issue_comment",
      object({ id: number(), body: string(), user, created_at: string(), html_url: string() }),
    ],
    [
      "get_pull_request_status",
      object({
        state: oneOf("error", "failure", "pending", "success"),
        statuses: list(
          object({ context: string(), state: string(), description: nullable(string()) }),
        ),
        total_count: number(),
      }),
    ],
    ["merge_pull_request", object({ sha: string(), merged: boolean(), message: string() })],
    [
      "create_branch",
      object({ ref: string(), object: object({ sha: string(), type: string(), url: string() }) }),
    ],
    [
      "get_file_contents",
      object({
        name: string(),
        path: string(),
        sha: string(),
        size: number(),
        encoding: string(),
        content: string(),
      }),
    ],
  ]);
}

function slackOutputs(): Map<string, JsonObject> {
  const paged = object({ next_cursor: string() });
  const channel = object({
    id: string(),
    name: string(),
    is_archived: boolean(),
    num_members: number(),
    topic: object({ value: string() }),
  });
  const message = object(
    { type: string(), ts: string(), text: string() },
    { user: string(), thread_ts: string(), reply_count: number() },
  );
  const member = object(
    { id: string(), name: string(), deleted: boolean(), is_bot: boolean() },
    { real_name: string() },
  );
  const profile = object(
    { real_name: string(), display_name: string(), title: string() },
    { email: string(), phone: string() },
  );
  return new Map([
    [
      "slack_list_channels",
      object({ ok: boolean(), channels: list(channel) }, { response_metadata: paged }),
    ],
    [
      "slack_get_channel_history",
      object(
        { ok: boolean(), messages: list(message), has_more: boolean() },
        { response_metadata: paged },
      ),
    ],
    [
      "slack_get_thread_replies",
      object({ ok: boolean(), messages: list(message), has_more: boolean() }),
    ],
    [
      "slack_get_users",
      object({ ok: boolean(), members: list(member) }, { response_metadata: paged }),
    ],
    ["slack_get_user_profile", object({ ok: boolean() }, { profile, error: string() })],
    [
      "slack_post_message",
      object({ ok: boolean(), channel: string(), ts: string() }, { error: string() }),
    ],
    [
      "slack_reply_to_thread",
      object({ ok: boolean(), channel: string(), ts: string() }, { error: string() }),
    ],
    ["slack_add_reaction", object({ ok: boolean() }, { error: string() })],
  ]);
}

function string(): JsonObject {
  return { type: "string" };
}

function number(): JsonObject {
  return { type: "number" };
}

function boolean(): JsonObject {
  return { type: "boolean" };
}

function oneOf(...members: string[]): JsonObject {
  return { type: "string", enum: members };
}

function nullable(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: "null" }] };
}

function list(items: JsonObject): JsonObject {
  return { type: "array", items };
}

function object(required: Record<string, JsonObject>, optional: Record<string, JsonObject> = {}) {
  return {
    type: "object",
    properties: { ...required, ...optional },
    required: Object.keys(required),
  };
}

/** What a search answers. */
function found(item: JsonObject): JsonObject {
  return object({ total_count: number(), incomplete_results: boolean(), items: list(item) });
}

/** A result of a tool is an object: a list stands under `items`. */
function wrapped(items: JsonObject): JsonObject {
  return object({ items });
}
