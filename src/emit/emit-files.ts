import type { LoadedConfig } from "../config/template.ts";
import { renderChangelog } from "../diff/changelog.ts";
import type { VersionPlan } from "../diff/plan-version.ts";
import type { ServerCatalog } from "../introspect/catalog.ts";
import { compareCodeUnits, renderJsonFile, type JsonObject, type JsonValue } from "../json.ts";
import { buildLock } from "../lock/build.ts";
import { catalogPath, CHANGELOG_PATH, LOCK_PATH } from "../lock/paths.ts";
import type { Lock, LockSource } from "../lock/types.ts";
import type { Model } from "../model/types.ts";
import { renderPackageFile } from "./package-file.ts";
import { emitPromptFiles } from "./prompt-files.ts";
import { emitRuntimeFiles } from "./runtime-files.ts";
import { emitSdkFiles } from "./sdk-files.ts";
import { createTokenCounter, type TokenCounter } from "./tokens.ts";

export interface EmitInput {
  config: LoadedConfig;
  generatorVersion: string;
  model: Model;
  /** See `LockInput`. */
  keptSources: ReadonlyMap<string, LockSource>;
  catalogs: readonly ServerCatalog[];
  clientCapabilities: JsonObject;
  plan: VersionPlan;
  /** Whether this run releases the present surface. */
  release: boolean;
  /** Where tokens are counted. Default: one for this call. */
  tokens?: TokenCounter;
  /** `CHANGELOG.md` as it is, or `null`. */
  previousChangelog: string | null;
}

export interface Emitted {
  lock: Lock;
  /** By path with `/`, relative to the output folder, in code-unit order. Without the list of files. */
  files: Map<string, string>;
}

/** Everything that belongs into the output folder. The same input gives the same bytes; nothing is written. */
export async function emitFiles(input: EmitInput): Promise<Emitted> {
  const { config, model, plan, generatorVersion } = input;
  const tokens = input.tokens ?? createTokenCounter();
  // Begun first: its tokens are counted in another thread while the rest is rendered.
  const prompt = emitPromptFiles(model, tokens);
  const catalogTexts = new Map(
    input.catalogs.map((catalog) => [
      catalog.server,
      renderJsonFile(catalog as unknown as JsonValue),
    ]),
  );
  const lock = buildLock({
    config,
    generatorVersion,
    version: plan.version,
    released: plan.released,
    clientCapabilities: input.clientCapabilities,
    model,
    catalogs: input.catalogs,
    keptSources: input.keptSources,
    catalogTexts,
  });
  const changelog = renderChangelog({
    previous: input.previousChangelog,
    version: plan.version,
    released: plan.base.version,
    diff: plan.diff,
    release: input.release,
  });
  const files = new Map<string, string>([
    [LOCK_PATH, renderJsonFile(lock as unknown as JsonValue)],
    ...[...catalogTexts].map(([key, text]): [string, string] => [catalogPath(key), text]),
    [
      "package.json",
      renderPackageFile({
        name: config.packageName,
        version: plan.version,
        servers: model.servers.map((server) => server.name),
      }),
    ],
    [CHANGELOG_PATH, changelog],
    ...emitSdkFiles(model),
    ...emitRuntimeFiles(model, generatorVersion),
    ...(await prompt),
  ]);
  if (input.tokens === undefined) tokens.close();
  const sorted = [...files].toSorted(([a], [b]) => compareCodeUnits(a, b));
  return { lock, files: new Map(sorted) };
}
