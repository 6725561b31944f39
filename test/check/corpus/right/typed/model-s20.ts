const { structuredContent, content } = await everything.get_structured_content.raw({ location: "New York" });
return { structuredContent, n: content.length };
