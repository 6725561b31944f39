export default Object.create(Map.prototype);
