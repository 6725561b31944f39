// retry once
const retry = async <T>(fn: () => Promise<T>, times = 1): Promise<T> => {
  try {
    return await fn();
  } catch (err) {
    if (times <= 0) throw err;
    console.log("retrying after", (err as Error).message);
    return retry(fn, times - 1);
  }
};

let attempt = 0;
const r = await retry(async () => {
  attempt++;
  if (attempt === 1) throw new Error("first try fails");
  return everything.echo({ message: `attempt ${attempt}` });
});
return { attempt, r };
