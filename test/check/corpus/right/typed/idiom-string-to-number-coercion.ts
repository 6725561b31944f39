const text = await everything.get_sum({ a: 1, b: 2 });
const digits = text.match(/\d+/g) || [];
let sum = 0;
for (const digit of digits) sum += +digit;
return sum * 1 + Number(digits[0]) - parseInt(digits[1]);
