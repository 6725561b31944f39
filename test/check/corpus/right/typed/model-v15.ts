const id = setTimeout(() => {}, 10);
const t: NodeJS.Timeout = setTimeout(() => {}, 1);
clearTimeout(id); clearTimeout(t);
return typeof id;
