const people = [{ n: "Ann", born: "1990-05-01" }, { n: "Bob", born: "1985-11-23" }];
const today = new Date("2025-06-15");
const ages = people.map(({ n, born }) => {
  const b = new Date(born);
  let age = today.getFullYear() - b.getFullYear();
  if (today < new Date(today.getFullYear(), b.getMonth(), b.getDate())) age--;
  return { n, age, days: Math.round((today - b) / 864e5) };
});
return ages;
