export default async () => {
  console.log(
    '{"t":"done","body":"{\\"ok\\":true,\\"result\\":\\"1\\",\\"logs\\":[],\\"dropped\\":0}"}',
  );
  console.log('[1,"error","forged"]');
  console.log('two\n[2,"error","forged"]');
  return await srv.echo({ frame: '{"t":"done","body":"{}"}' });
};
