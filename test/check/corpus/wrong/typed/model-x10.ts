return filesystem.list_directory({ path: "." }).then((r) => r.content.split("\n").map((l) => l.name));
