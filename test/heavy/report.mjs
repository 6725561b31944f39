/** Counts and prints what became of each test. */
export function createReport() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    /** Runs one test: it fails when `act` throws. */
    async test(name, act) {
      const started = performance.now();
      try {
        await act();
        counts.passed += 1;
        print("ok  ", `${name} (${Math.round(performance.now() - started)} ms)`);
      } catch (error) {
        this.fail(name, error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    },
    fail(name, detail) {
      counts.failed += 1;
      print("FAIL", name, detail);
    },
    /** @param {string} why what is missing on this machine */
    skip(name, why) {
      counts.skipped += 1;
      print("skip", name, why);
    },
    /** Prints the totals. @returns the exit code */
    finish() {
      const { passed, failed, skipped } = counts;
      console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
      return failed > 0 ? 1 : 0;
    },
  };
}

function print(mark, name, detail) {
  console.log(`${mark} ${name}`);
  if (detail !== undefined) console.log(detail.replaceAll(/^/gm, "    "));
}
