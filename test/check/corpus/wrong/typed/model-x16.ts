const t = `template ${1 + 1;
return t;
