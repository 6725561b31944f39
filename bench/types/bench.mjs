// Schema compilers side by side: soundness, precision, broken output, time and memory.
throw new Error("not written yet");
