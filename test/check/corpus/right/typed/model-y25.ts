const lists = await Promise.all(["alpha.md", "nope.md"].map((path) => filesystem.read_text_file({ path }).catch(() => null)));
return lists.filter((x) => x).map((x) => x.content.length).concat(lists.filter((x) => x != null).map((x) => x.content.length));
