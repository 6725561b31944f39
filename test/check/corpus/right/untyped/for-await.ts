let characters = 0;
for await (const text of ["a", "b"].map((search) => gitlab.search_repositories({ search }))) characters += text.length;
return characters;
