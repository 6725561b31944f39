const text = await gitlab.create_repository({ name: "gears", visibility: "internal", initialize_with_readme: true });
const project = JSON.parse(text);
const fork = JSON.parse(await gitlab.fork_repository({ project_id: String(project.id) }));
return [project.path_with_namespace, fork.path_with_namespace];
