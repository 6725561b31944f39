const fs = require("fs");
return fs.readFileSync("alpha.md", "utf8");
