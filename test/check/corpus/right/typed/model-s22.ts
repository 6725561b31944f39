const gz = await everything.gzip_file_as_resource.raw({ name: "x.gz", data: "data:text/plain,hello", outputType: "resource" });
const res = gz.content[0];
if (res.type !== "resource") throw new Error(`unexpected ${res.type}`);
return res.resource.mimeType;
