const res = { name: "x" };
res.count = 3;
return res;
