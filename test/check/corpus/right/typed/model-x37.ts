try { await filesystem.read_text_file({ path: "no.md" }); }
catch (e) { return { name: e.name, str: String(e), json: JSON.parse(JSON.stringify(e)), code: e.code, inst: e instanceof ToolError, err: e instanceof Error }; }
