const memo = {};
async function weather(location) {
  return (memo[location] ??= await everything.get_structured_content({ location }));
}
const first = await weather("Chicago");
const second = await weather("Chicago");
return first === second;
