// How what was measured along the way changes from the first part of the soak to the last.

/** The first part warms up: caches and pools fill. */
const PARTS = 4;

/**
 * @param {readonly number[]} values in the order they were taken
 * @returns {{ before: number, after: number }} medians of the second quarter and of the last
 */
export function drift(values) {
  const size = values.length / PARTS;
  const part = (number) => values.slice(Math.floor(number * size), Math.ceil((number + 1) * size));
  return { before: median(part(1)), after: median(part(PARTS - 1)) };
}

/** @param {readonly number[]} values @returns {number} `NaN` of none */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
