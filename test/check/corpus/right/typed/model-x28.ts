const servers = { memory, filesystem };
return Object.keys(filesystem).concat(Object.keys(servers));
