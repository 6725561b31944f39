if (input === null) {
  console.log("no input");
return "done";
