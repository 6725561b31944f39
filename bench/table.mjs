// A Markdown table whose columns line up, first column to the left and the others to the right.

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly (string | number)[])[]} rows one cell per head
 * @returns {string} ends with a line break
 */
export function markdownTable(head, rows) {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => String(cell).replaceAll("|", String.raw`\|`)),
  );
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return `${[line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n")}\n`;
}
