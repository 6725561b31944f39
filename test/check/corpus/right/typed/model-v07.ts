const out: { total?: number; names?: string[] } = {};
const cfg = {};
cfg.name = "x";
cfg["other"] = 1;
const o2: any = {}; o2.a = 1;
return { out, cfg, o2 };
