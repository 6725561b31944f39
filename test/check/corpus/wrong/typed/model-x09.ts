const ok = filesystem.create_directory({ path: "d1" }) ? "yes" : "no";
return ok;
