async function main() {
  const text = await github.search_users({ q: "octo", order: "desc", sort: "joined" });
  const { items } = JSON.parse(text);
  return items.slice(0, 3).map((user) => user.login);
}
return main();
