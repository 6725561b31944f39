const r = await everything.get_resource_reference.raw({ resourceId: 2, resourceType: "Text" });
const found = r.content.find((c) => c.type === "resource");
return found && "text" in found.resource ? found.resource.text : found?.resource.uri;
