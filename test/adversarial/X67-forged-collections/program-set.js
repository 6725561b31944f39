export default Object.create(Set.prototype);
