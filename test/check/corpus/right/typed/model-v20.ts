const text = `# Notes
${(await memory.read_graph()).entities.map((e) => `- **${e.name}**: ${e.observations.map((o) => `\`${o}\``).join(", ")}`).join("\n")}
`;
return text;
