const say = (message) => everything.echo({ message });
const read = async (path) => (await filesystem.read_text_file({ path })).content;
const [hello, text] = await Promise.all([say("hello"), read("alpha.md")]);
return hello.length + text.length;
