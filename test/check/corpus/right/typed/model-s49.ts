const id = setTimeout(() => console.log("never"), 100000);
return "done";
