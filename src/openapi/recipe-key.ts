/** Where an entry of the catalog keeps how its operation is called: a member of `_meta`. */
export const RECIPE_KEY = "codemode/openapi";
