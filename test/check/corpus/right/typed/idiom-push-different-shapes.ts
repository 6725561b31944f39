const report = [];
report.push({ kind: "weather", ...(await everything.get_structured_content({ location: "Chicago" })) });
report.push({ kind: "echo", text: await everything.echo({ message: "x" }) });
report.push("end");
return report;
