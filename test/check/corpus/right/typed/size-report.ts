const listing = await filesystem.list_directory_with_sizes({ path: ".", sortBy: "size" });
const total = /Combined size: (.+)/.exec(listing.content);
if (total === null) throw new Error("no total");
return total[1];
