// @ts-ignore
const r = await filesystem.nope({ path: 1 });
return r;
