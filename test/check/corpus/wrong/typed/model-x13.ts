const obj = {
  a: 1,
  b: [1, 2,
};
return obj;
