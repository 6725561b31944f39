const results = [];
for (const messageType of ["error", "success", "debug"] as const) {
  results.push({ messageType, text: await everything.get_annotated_message({ messageType }) });
}
return results;
