const withTimeout = (promise, ms) =>
  Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("timeout")), ms))]);
try {
  const text = await withTimeout(everything.echo({ message: "quick" }), 1000);
  return text.toUpperCase();
} catch (error) {
  return error.message;
}
