const sizes = {};
for (const f of ["alpha.md"]) {
  sizes[f] = filesystem.read_text_file({ path: f });
}
console.log(sizes["alpha.md"].content.length);
return sizes;
