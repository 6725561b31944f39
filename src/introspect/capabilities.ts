import type { JsonObject } from "../json.ts";

/**
 * What we declare to every server, from every command: servers show different tools to different clients, and what
 * `exec` meets must be what `generate` saw. Nothing is declared that is not honoured; today that is nothing at all: no
 * sampling, no roots, no elicitation. The lock records it.
 */
export const CLIENT_CAPABILITIES: JsonObject = {};
