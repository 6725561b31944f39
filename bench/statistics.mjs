// Numbers as benches report them.

/** @param {readonly number[]} values @returns {number} `NaN` of none */
export function median(values) {
  return percentile(values, 0.5);
}

/**
 * The smallest value that at least `share` of the values do not exceed.
 *
 * @param {readonly number[]} values
 * @param {number} share 0 to 1
 * @returns {number} `NaN` of none
 */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** @param {readonly number[]} values */
export function p95(values) {
  return percentile(values, 0.95);
}

/** `98.7 %`; `-` of nothing. Never rounded up to 100. @param {number} part @param {number} whole */
export function percent(part, whole) {
  if (whole === 0) return "-";
  const shown = Math.floor((part / whole) * 1000) / 10;
  return `${shown.toFixed(1)} %`;
}
