import type { JsonObject } from "../json.ts";

/**
 * What we declare to every server, from every command: servers show different tools to different clients, and what
 * `exec` meets must be what `generate` saw. The lock records it.
 *
 * Elicitation and sampling: a server may ask a person, or a model, while it works on a call; where there is nobody to ask,
 * it is told so. No roots: codemode has no folders to offer, and a server that was given folders on its command line
 * would replace them by those.
 */
export const CLIENT_CAPABILITIES: JsonObject = {
  elicitation: { form: {}, url: {} },
  sampling: {},
};
