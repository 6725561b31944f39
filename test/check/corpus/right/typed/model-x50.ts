const first = await Promise.any([everything.echo({ message: "a" }), filesystem.read_text_file({ path: "zz" }).then((r) => r.content)]);
const both = await Promise.race([everything.echo({ message: "a" }), everything.trigger_long_running_operation({ duration: 3, steps: 1 }).catch(() => "cancelled")]);
return [first, both];
