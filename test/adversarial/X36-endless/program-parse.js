const text = "[".repeat(3e6);
export default () => {
  for (;;)
    try {
      JSON.parse(text);
    } catch {}
};
