const r = await everything.trigger_long_running_operation({ duration: 1, steps: 2 });
const m = /Duration: (\d+) seconds, Steps: (\d+)/.exec(r);
return { r, d: m && Number(m[1]), s: m?.[2] };
