const [head, tail] = await Promise.all([
  filesystem.read_text_file({ path: "log.txt", head: 5 }),
  filesystem.read_text_file({ path: "log.txt", tail: 5 }),
]);
return { first: head.content.split("\n")[0], last: tail.content.trimEnd().split("\n").at(-1) };
