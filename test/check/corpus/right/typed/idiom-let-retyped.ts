let result = "";
result = await everything.echo({ message: "a" });
let count = result.split(" ");
let total = 0;
for (let i = 0; i < count.length; i++) total += count[i].length;
let answer;
answer = total;
answer = `total ${answer}`;
return answer;
