const result = await github.search_repositories({ query: "widgets in:name fork:true" });
let forks = 0;
let own = 0;
for (const { fork } of result.items) fork ? forks++ : own++;
return { forks, own };
