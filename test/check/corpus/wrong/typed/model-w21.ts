import fs from "node:fs/promises";
import _ from "lodash";
const text = await fs.readFile("alpha.md", "utf8");
return _.words(text);
