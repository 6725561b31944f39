export default async () => {
  return 1
})(),(async()=>{ return typeof __dispatchers
