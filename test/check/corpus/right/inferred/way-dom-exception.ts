try { throw new DOMException("x", "AbortError"); } catch (e) { return [e.name, (await github.search_users({ q: "x" })).total_count]; }
