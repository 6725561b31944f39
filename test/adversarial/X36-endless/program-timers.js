export default () =>
  new Promise(() => {
    const next = () => {
      for (let i = 0; i < 50; i += 1) setTimeout(next, 0);
    };
    next();
  });
