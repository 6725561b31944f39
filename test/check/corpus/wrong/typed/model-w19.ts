console.log(process.env.HOME);
return process.cwd();
