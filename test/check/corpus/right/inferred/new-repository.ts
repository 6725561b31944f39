const made = await github.create_repository({ name: "sprockets", private: true, autoInit: true });
const fork = await github.fork_repository({ owner: made.owner.login, repo: made.name });
return [made.default_branch, fork.full_name];
