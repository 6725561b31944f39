throw new Error("nothing to do");
