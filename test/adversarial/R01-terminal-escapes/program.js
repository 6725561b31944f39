const evil =
  "\u001b]0;pwn\u0007\u001b[2J\u001b]8;;http://evil\u0007click\r\u202etxt.exe\u200b\u009b31m";
export default () => {
  console.log(evil);
  const error = new Error(evil, { cause: new Error(evil) });
  error.name = evil;
  throw error;
};
