export default () => JSON.stringify({ ok: true, result: 1, diagnostics: [] });
